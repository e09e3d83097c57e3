import { Decimal } from 'decimal.js';
import { Refusal } from './refusal.ts';
import { canonicalUnit, commonBase } from './units.ts';

/** Wide enough that sums, differences and the tolerance products of accepted amounts are never rounded. */
const Exact = Decimal.clone({ precision: 120, toExpNeg: -1e9, toExpPos: 1e9 });

/** A quotient with more decimals than this does not end. */
const decimalsMax = 60;

const amountPattern = /^[+-]?\d{1,20}(\.\d{1,20})?$/;

/** An amount of something in a unit; exact, immutable. Amounts travel and are stored as decimal text, never as doubles. */
export class Quantity {
  readonly unit: string;
  readonly #amount: Decimal;

  private constructor(amount: Decimal, unit: string) {
    this.#amount = amount;
    this.unit = unit;
  }

  /**
   * Reads a decimal text such as "5.003" and a unit such as "KG".
   * @throws Refusal quantity-invalid when the text is not a decimal number of at most 20 + 20 digits
   */
  static of(text: string, unit: string, field = 'quantity'): Quantity {
    const trimmed = text.trim();
    if (!amountPattern.test(trimmed))
      throw new Refusal({
        code: 'quantity-invalid', status: 422, title: 'Not a quantity', field,
        detail: `"${text.slice(0, 60)}" is not a decimal number such as 5.003.`, params: { value: text.slice(0, 60) },
      });
    if (unit.trim() === '')
      throw new Refusal({ code: 'unit-missing', status: 422, title: 'Unit missing', field: 'unit', detail: `The quantity ${trimmed} has no unit of measure.`, params: { value: trimmed } });
    return new Quantity(new Exact(trimmed), canonicalUnit(unit));
  }

  static zero(unit: string): Quantity {
    return new Quantity(new Exact(0), canonicalUnit(unit));
  }

  /** Sums `quantities` in `unit`; none give zero. */
  static sum(quantities: Iterable<Quantity>, unit: string): Quantity {
    let total = Quantity.zero(unit);
    for (const quantity of quantities) total = total.add(quantity);
    return total;
  }

  /** The amount as plain decimal text without superfluous zeros: "5.003", "24.91", "0". */
  get amount(): string {
    return this.#amount.toFixed();
  }

  /** @throws Refusal units-differ */
  add(other: Quantity): Quantity {
    return new Quantity(this.#amount.plus(this.#sameUnit(other)), this.unit);
  }

  /** May give a negative amount; callers decide what that means. @throws Refusal units-differ */
  subtract(other: Quantity): Quantity {
    return new Quantity(this.#amount.minus(this.#sameUnit(other)), this.unit);
  }

  /** Negative, zero or positive, as this is less than, equal to or more than `other`. @throws Refusal units-differ */
  compare(other: Quantity): number {
    return this.#amount.comparedTo(this.#sameUnit(other));
  }

  /** This plus `percent` of it (negative: minus); exact, because percentages are decimals. */
  plusPercent(percent: string): Quantity {
    return new Quantity(this.#amount.plus(this.#amount.times(percent).times('0.01')), this.unit);
  }

  /** This × numerator ÷ denominator, rounded half up to micro-units: for planned amounts, never for measured ones. */
  scaledBy(numerator: Quantity, denominator: Quantity): Quantity {
    return new Quantity(this.#amount.times(denominator.#sameUnit(numerator)).dividedBy(denominator.#amount).toDecimalPlaces(6, Decimal.ROUND_HALF_UP), this.unit);
  }

  /** @throws Refusal units-differ, also when the result has no exact decimal text (pounds from grams) */
  convertTo(unit: string): Quantity {
    return Quantity.zero(unit).add(this);
  }

  /** Whether this can be given exactly in `unit`. */
  canBe(unit: string): boolean {
    try {
      this.convertTo(unit);
      return true;
    } catch {
      return false;
    }
  }

  isZero(): boolean {
    return this.#amount.isZero();
  }

  isPositive(): boolean {
    return this.#amount.greaterThan(0);
  }

  toString(): string {
    return `${this.amount} ${this.unit}`;
  }

  #sameUnit(other: Quantity): Decimal {
    if (other.unit === this.unit) return other.#amount;
    const base = commonBase(other.unit, this.unit);
    const converted = base === undefined ? undefined : other.#amount.times(base.from).dividedBy(base.to);
    if (converted === undefined || converted.decimalPlaces() > decimalsMax)
      throw new Refusal({
        code: 'units-differ', status: 422, title: 'Units do not match', field: 'unit',
        detail: `${other.toString()} cannot be given exactly in ${this.unit}.`,
        params: { quantity: other.amount, unit: other.unit, wanted: this.unit },
        nextStep: `Give the quantity in ${this.unit}.`,
      });
    return converted;
  }
}
