import { expect } from 'chai';
import fc from 'fast-check';
import { Quantity } from '../../server/mes/quantity.ts';
import { refusalOf } from './plant.ts';

/** Any decimal with up to 12 digits before and 9 behind the point. */
const amount = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }), fc.integer({ min: 0, max: 9 })).map(([digits, decimals]) => {
  const text = digits.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
});
const refused = (work: () => unknown) => refusalOf(Promise.resolve().then(work));

describe('quantity', () => {
  it('adds and subtracts decimals exactly', () => {
    expect(Quantity.of('0.1', 'kg').add(Quantity.of('0.2', 'kg')).amount).to.equal('0.3');
    expect(Quantity.of('24.910', 'KG').subtract(Quantity.of('0.41', 'kg')).toString()).to.equal('24.5 kg');
  });

  it('gets back what was put in, for any decimals and units of mass', () => {
    fc.assert(fc.property(amount, amount, fc.constantFrom('kg', 'g', 'mg', 't'), fc.constantFrom('kg', 'g', 'mg', 't'), (a, b, unitA, unitB) => {
      const [one, other] = [Quantity.of(a, unitA), Quantity.of(b, unitB)];
      expect(one.add(other).subtract(other).amount).to.equal(one.amount);
      expect(one.add(other).compare(other.add(one))).to.equal(0);
      expect(one.convertTo(unitB).convertTo(unitA).amount).to.equal(one.amount);
    }));
  });

  it('splits and sums without loss', () => {
    fc.assert(fc.property(fc.array(amount, { maxLength: 30 }), (amounts) => {
      const parts = amounts.map((text) => Quantity.of(text, 'g'));
      let rest = Quantity.sum(parts, 'kg');
      for (const part of parts) rest = rest.subtract(part);
      expect(rest.amount).to.equal('0');
    }));
  });

  for (const [from, unit, wanted, result] of [['5003', 'g', 'kg', '5.003'], ['1', 'lb', 'kg', '0.45359237'], ['2.5', 't', 'g', '2500000'], ['3', 'EA', 'pcs', '3'], ['1', 'm3', 'l', '1000']] as const)
    it(`${from} ${unit} are ${result} ${wanted}`, () => {
      expect(Quantity.of(from, unit).convertTo(wanted).amount).to.equal(result);
    });

  for (const text of ['', 'abc', '1e3', '1,5', '--1', '0x10', 'NaN', '1.', '9'.repeat(21)])
    it(`refuses "${text}" as an amount`, async () => {
      expect(await refused(() => Quantity.of(text, 'kg'))).to.include({ code: 'quantity-invalid', field: 'quantity' });
    });

  it('refuses to mix units that do not measure the same, or that do not divide exactly', async () => {
    expect(await refused(() => Quantity.of('1', 'kg').add(Quantity.of('1', 'l')))).to.include({ code: 'units-differ' });
    expect(await refused(() => Quantity.of('1', 'bag').compare(Quantity.of('1', 'kg')))).to.include({ code: 'units-differ' });
    expect(await refused(() => Quantity.of('1', 'kg').convertTo('lb'))).to.include({ code: 'units-differ' });
    expect(await refused(() => Quantity.of('1', ' '))).to.include({ code: 'unit-missing' });
  });

  it('takes percentages exactly', () => {
    expect(Quantity.of('5', 'kg').plusPercent('-1.0').amount).to.equal('4.95');
    expect(Quantity.of('0.333', 'kg').plusPercent('0.5').amount).to.equal('0.334665');
  });
});
