/**
 * Exact decimals as `java.math.BigDecimal` under scala's `BigDecimal`: an unscaled integer and a scale, so that `1.10` prints as `1.10`
 * and `1/3` has 34 digits (IEEE 754 decimal128, round half even). A literal with more digits keeps its own, larger precision.
 */

import { JavaException } from './java-exception.ts';

export type Rounding = 'UP' | 'DOWN' | 'CEILING' | 'FLOOR' | 'HALF_UP' | 'HALF_DOWN' | 'HALF_EVEN' | 'UNNECESSARY';

const DECIMAL128_DIGITS = 34;
/** Beyond this many digits a number is refused: it would cost seconds to print. */
const DIGITS_MAX = 10_000;
/** Java's scale is a 32-bit integer. */
const SCALE_MAX = 2_147_483_647;

const POWERS: bigint[] = [];
for (let power = 1n, i = 0; i <= 80; i += 1, power *= 10n) POWERS.push(power);

function tenTo(exponent: number): bigint {
  if (exponent > DIGITS_MAX) throw new JavaException('java.lang.ArithmeticException', 'Overflow');
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function digitCount(value: bigint): number {
  if (value < 0n) value = -value;
  if (value < 10n) return 1;
  if (value <= 9_007_199_254_740_991n) return String(Number(value)).length;
  return value.toString().length;
}

/** Divides by a positive or negative divisor with the given rounding. */
function divideRounded(dividend: bigint, divisor: bigint, rounding: Rounding): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  if (rest === 0n) return quotient;
  const positive = dividend < 0n === divisor < 0n;
  const twice = magnitude(rest) * 2n;
  const size = magnitude(divisor);
  let away: boolean;
  switch (rounding) {
    case 'UP': away = true; break;
    case 'DOWN': away = false; break;
    case 'CEILING': away = positive; break;
    case 'FLOOR': away = !positive; break;
    case 'HALF_UP': away = twice >= size; break;
    case 'HALF_DOWN': away = twice > size; break;
    case 'HALF_EVEN': away = twice > size || (twice === size && quotient % 2n !== 0n); break;
    case 'UNNECESSARY': throw new JavaException('java.lang.ArithmeticException', 'Rounding necessary');
  }
  if (!away) return quotient;
  return positive ? quotient + 1n : quotient - 1n;
}

export class Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
  /** The precision of scala's MathContext that travels with the number. */
  readonly precisionMax: number;

  constructor(unscaled: bigint, scale: number, precisionMax = DECIMAL128_DIGITS) {
    if (scale > SCALE_MAX || scale < -SCALE_MAX) throw new JavaException('java.lang.ArithmeticException', scale > 0 ? 'Underflow' : 'Overflow');
    this.unscaled = unscaled;
    this.scale = scale;
    this.precisionMax = precisionMax;
  }

  static readonly ZERO = new Decimal(0n, 0);
  static readonly ONE = new Decimal(1n, 0);

  static ofInteger(value: number | bigint): Decimal {
    return new Decimal(BigInt(value), 0);
  }

  /** Java's `new BigDecimal(text)`; undefined where the text is no number. */
  static parse(text: string): Decimal | undefined {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,10}))?$/.exec(text);
    if (!match) return undefined;
    const [, sign, whole = '', fraction = '', exponent] = match;
    const digits = whole + fraction;
    if (digits === '' || digits.length > DIGITS_MAX) return undefined;
    const scale = fraction.length - (exponent === undefined ? 0 : Number(exponent));
    if (Math.abs(scale) > SCALE_MAX) return undefined;
    const unscaled = BigInt(digits);
    return new Decimal(sign === '-' ? -unscaled : unscaled, scale, Math.max(DECIMAL128_DIGITS, digitCount(unscaled)));
  }

  /** A double as scala sees it: through Java's `Double.toString`, so a whole double has one fractional digit. */
  static ofDouble(value: number): Decimal {
    const parsed = Decimal.parse(doubleToString(value));
    if (!parsed) {
      const character = Number.isNaN(value) ? 'N' : 'I';
      throw new JavaException('java.lang.NumberFormatException', `Character ${character} is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`);
    }
    return parsed;
  }

  get isZero(): boolean {
    return this.unscaled === 0n;
  }

  get sign(): number {
    return this.unscaled === 0n ? 0 : this.unscaled < 0n ? -1 : 1;
  }

  private round(precision: number, rounding: Rounding = 'HALF_EVEN'): Decimal {
    let { unscaled, scale } = this;
    for (let drop = digitCount(unscaled) - precision; drop > 0; drop = digitCount(unscaled) - precision) {
      unscaled = divideRounded(unscaled, tenTo(drop), rounding);
      scale -= drop;
    }
    return unscaled === this.unscaled && scale === this.scale && precision === this.precisionMax ? this : new Decimal(unscaled, scale, precision);
  }

  /** Removes trailing zeros while the scale is above the preferred one. */
  private stripTo(preferredScale: number): Decimal {
    let { unscaled, scale } = this;
    while (scale > preferredScale && unscaled !== 0n && unscaled % 10n === 0n) {
      unscaled /= 10n;
      scale -= 1;
    }
    return scale === this.scale ? this : new Decimal(unscaled, scale, this.precisionMax);
  }

  setScale(scale: number, rounding: Rounding): Decimal {
    if (scale === this.scale) return this;
    if (this.unscaled === 0n) return new Decimal(0n, scale, this.precisionMax);
    if (scale > this.scale) return new Decimal(this.unscaled * tenTo(scale - this.scale), scale, this.precisionMax);
    const drop = this.scale - scale;
    if (drop > DIGITS_MAX) return new Decimal(divideRounded(BigInt(this.sign), 10n, rounding), scale, this.precisionMax);
    return new Decimal(divideRounded(this.unscaled, tenTo(drop), rounding), scale, this.precisionMax);
  }

  negate(): Decimal {
    return new Decimal(-this.unscaled, this.scale, this.precisionMax);
  }

  abs(): Decimal {
    return this.unscaled < 0n ? this.negate() : this;
  }

  plus(other: Decimal): Decimal {
    const precision = this.precisionMax;
    if (this.unscaled === 0n || other.unscaled === 0n) return this.plusZero(other, precision);
    const gap = this.scale - other.scale;
    if (gap === 0) return new Decimal(this.unscaled + other.unscaled, this.scale, precision).round(precision);
    if (Math.abs(gap) > DIGITS_MAX) {
      // The smaller one cannot reach the last digit.
      const larger = this.compareMagnitude(other) >= 0 ? this : other;
      return new Decimal(larger.unscaled, larger.scale, precision).round(precision);
    }
    return gap > 0
      ? new Decimal(this.unscaled + other.unscaled * tenTo(gap), this.scale, precision).round(precision)
      : new Decimal(this.unscaled * tenTo(-gap) + other.unscaled, other.scale, precision).round(precision);
  }

  private plusZero(other: Decimal, precision: number): Decimal {
    const preferredScale = Math.max(this.scale, other.scale);
    if (this.unscaled === 0n && other.unscaled === 0n) return new Decimal(0n, preferredScale, precision);
    const nonZero = this.unscaled === 0n ? other : this;
    const result = new Decimal(nonZero.unscaled, nonZero.scale, precision).round(precision);
    if (result.scale === preferredScale) return result;
    if (result.scale > preferredScale) return result.stripTo(preferredScale);
    const room = precision - digitCount(result.unscaled);
    return result.setScale(Math.min(preferredScale, result.scale + room), 'UNNECESSARY');
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negate());
  }

  times(other: Decimal): Decimal {
    return this.timesAt(other, this.precisionMax);
  }

  private timesAt(other: Decimal, precision: number): Decimal {
    return new Decimal(this.unscaled * other.unscaled, this.scale + other.scale, precision).round(precision);
  }

  /** @throws JavaException for a zero divisor. */
  dividedBy(other: Decimal): Decimal {
    return this.divideAt(other, this.precisionMax, 'HALF_EVEN');
  }

  private divideAt(other: Decimal, precision: number, rounding: Rounding): Decimal {
    const preferredScale = this.scale - other.scale;
    if (other.unscaled === 0n) {
      throw new JavaException('java.lang.ArithmeticException', this.unscaled === 0n ? 'Division undefined' : 'Division by zero');
    }
    if (this.unscaled === 0n) return new Decimal(0n, preferredScale, precision);
    // Enough digits that the quotient has at least `precision` of them; a sticky digit keeps the rounding exact.
    const shift = Math.max(0, precision + 3 + digitCount(other.unscaled) - digitCount(this.unscaled));
    const dividend = this.unscaled * tenTo(shift);
    let quotient = dividend / other.unscaled;
    const exact = quotient * other.unscaled === dividend;
    let scale = preferredScale + shift;
    if (!exact) {
      quotient = quotient * 10n + (dividend < 0n === other.unscaled < 0n ? 1n : -1n);
      scale += 1;
    }
    const unrounded = new Decimal(quotient, scale, precision);
    const rounded = unrounded.round(precision, rounding);
    // Java keeps the zeros that rounding leaves at the end.
    return exact && rounded.equals(unrounded) ? rounded.stripTo(preferredScale) : rounded;
  }

  /** Java's `remainder` under the number's precision. @throws JavaException for a zero divisor. */
  remainder(divisor: Decimal): Decimal {
    const preferredScale = this.scale - divisor.scale;
    let quotient: Decimal;
    if (this.compareMagnitude(divisor) < 0) {
      quotient = new Decimal(0n, preferredScale, this.precisionMax);
    } else {
      quotient = this.divideAt(divisor, this.precisionMax, 'DOWN');
      if (quotient.scale > 0) quotient = quotient.setScale(0, 'DOWN').stripTo(preferredScale);
      else if (quotient.scale < 0 && quotient.times(divisor).minus(this).abs().compare(divisor.abs()) >= 0) {
        throw new JavaException('java.lang.ArithmeticException', 'Division impossible');
      }
      const room = this.precisionMax - digitCount(quotient.unscaled);
      if (preferredScale > quotient.scale && room > 0) {
        quotient = quotient.setScale(quotient.scale + Math.min(room, preferredScale - quotient.scale), 'UNNECESSARY');
      } else quotient = quotient.stripTo(preferredScale);
    }
    const product = new Decimal(quotient.unscaled * divisor.unscaled, quotient.scale + divisor.scale, this.precisionMax);
    const scale = Math.max(this.scale, product.scale);
    return new Decimal(this.setScale(scale, 'UNNECESSARY').unscaled - product.setScale(scale, 'UNNECESSARY').unscaled, scale, this.precisionMax);
  }

  /** Java's `pow(n, mathContext)` for a whole exponent. @throws JavaException when out of its range. */
  pow(exponent: number): Decimal {
    if (exponent < -999_999_999 || exponent > 999_999_999) throw new JavaException('java.lang.ArithmeticException', 'Invalid operation');
    const precision = this.precisionMax;
    if (exponent === 0) return new Decimal(1n, 0, precision);
    const size = Math.abs(exponent);
    const working = precision + String(size).length + 1;
    let result = Decimal.ONE;
    for (let bit = 31 - Math.clz32(size); bit >= 0; bit -= 1) {
      result = result.timesAt(result, working);
      if ((size >>> bit) & 1) result = result.timesAt(this, working);
    }
    if (exponent < 0) result = Decimal.ONE.divideAt(result, working, 'HALF_EVEN');
    return new Decimal(result.unscaled, result.scale, precision).round(precision);
  }

  private compareMagnitude(other: Decimal): number {
    return this.abs().compare(other.abs());
  }

  compare(other: Decimal): number {
    if (this.scale === other.scale) return this.unscaled === other.unscaled ? 0 : this.unscaled < other.unscaled ? -1 : 1;
    const signs = this.sign - other.sign;
    if (signs !== 0) return Math.sign(signs);
    if (this.unscaled === 0n) return 0;
    const exponents = digitCount(this.unscaled) - this.scale - (digitCount(other.unscaled) - other.scale);
    if (exponents !== 0) return exponents > 0 ? this.sign : -this.sign;
    const scale = Math.max(this.scale, other.scale);
    const left = this.unscaled * tenTo(scale - this.scale);
    const right = other.unscaled * tenTo(scale - other.scale);
    return left === right ? 0 : left < right ? -1 : 1;
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  get isWhole(): boolean {
    return this.scale <= 0 || this.unscaled === 0n || this.stripTo(0).scale <= 0;
  }

  /** The integer part. */
  toBigInt(): bigint {
    if (this.scale <= 0) return this.unscaled === 0n ? 0n : this.unscaled * tenTo(-this.scale);
    return this.scale > digitCount(this.unscaled) ? 0n : this.unscaled / tenTo(this.scale);
  }

  /** Java's `longValue`: the low 64 bits of the integer part. */
  toLong(): bigint {
    // 10^64 is divisible by 2^64.
    return this.scale <= -64 ? 0n : BigInt.asIntN(64, this.toBigInt());
  }

  /** Java's `intValue`: the low 32 bits of the integer part. */
  toInt(): number {
    return Number(BigInt.asIntN(32, this.toBigInt()));
  }

  toDouble(): number {
    return this.scale === 0 ? Number(this.unscaled) : Number(this.toString());
  }

  /** Java's `BigDecimal.toString`. */
  toString(): string {
    if (this.scale === 0) return this.unscaled.toString();
    const digits = magnitude(this.unscaled).toString();
    const sign = this.unscaled < 0n ? '-' : '';
    const exponent = digits.length - 1 - this.scale;
    if (this.scale > 0 && exponent >= -6) {
      const whole = digits.length - this.scale;
      return whole > 0 ? `${sign}${digits.slice(0, whole)}.${digits.slice(whole)}` : `${sign}0.${'0'.repeat(-whole)}${digits}`;
    }
    const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${sign}${mantissa}${exponent === 0 ? '' : `E${exponent > 0 ? '+' : ''}${exponent}`}`;
  }
}

/** Java's `Double.toString`: `1.0`, `1.0E10`, `1.5E-5`. */
export function doubleToString(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) {
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [mantissa = '', exponent] = value.toExponential().split('e');
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`;
}
