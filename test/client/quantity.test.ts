import { expect } from 'chai';
import { difference, normaliseDecimal, positionOf, toMicro, zoneOf } from '../../client/components/quantity.ts';

const band = { target: '5.000', lower: '4.950', upper: '5.050' };

describe('quantities on the screen', () => {
  it('are read exactly, with a point or a comma', () => {
    expect(toMicro('0.1')! + toMicro('0.2')!).to.equal(toMicro('0.3'));
    expect(toMicro('5,003')).to.equal(5_003_000n);
    for (const nonsense of ['', 'abc', '5.', '1e3', null, undefined]) expect(toMicro(nonsense)).to.equal(null);
  });

  it('keep the digits that were typed', () => {
    expect(normaliseDecimal(' 5,0030 ')).to.equal('5.0030');
  });

  const zones: [string, string][] = [
    ['0', 'far-under'], ['4.702', 'far-under'], ['4.703', 'under'], ['4.949', 'under'], ['4.950', 'near-lower'], ['4.959', 'near-lower'], ['4.960', 'good'],
    ['5.000', 'good'], ['5.040', 'good'], ['5.041', 'near-upper'], ['5.050', 'near-upper'], ['5.050001', 'over'], ['12.5', 'over'], ['', 'none'],
  ];
  for (const [quantity, zone] of zones) {
    it(`${quantity || 'nothing'} of 5.000 ± 0.050 is ${zone}`, () => expect(zoneOf(quantity, band)).to.equal(zone));
  }

  it('stand in the middle half of the bar while they are in the band', () => {
    expect(['4.950', '5.000', '5.050', '99', '0'].map((quantity) => positionOf(quantity, band))).to.deep.equal([25, 50, 75, 100, 0]);
  });

  it('differ from the target by an exact amount with a sign', () => {
    expect(difference('5.003', '5.000')).to.equal('+0.003');
    expect(difference('4.2', '5.000')).to.equal('−0.800');
    expect(difference('5.0000005', '5')).to.equal(null);
  });
});
