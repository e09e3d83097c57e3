/** The two FEEL durations, as `java.time.Period` (years and months) and `java.time.Duration` (days and time). */

import { JavaException } from './java-exception.ts';

export const NANOS_PER_SECOND = 1_000_000_000;

function longOverflow(): JavaException {
  return new JavaException('java.lang.ArithmeticException', 'long overflow');
}

/** Years and months duration. */
export class Period {
  readonly years: number;
  readonly months: number;

  constructor(years: number, months: number) {
    if (Math.abs(years) > 2_147_483_647 || Math.abs(months) > 2_147_483_647) throw new JavaException('java.lang.ArithmeticException', 'integer overflow');
    this.years = years + 0;
    this.months = months + 0;
  }

  static ofMonths(months: number): Period {
    return new Period(Math.trunc(months / 12), months % 12);
  }

  static parse(text: string): Period | undefined {
    const match = /^([-+]?)P(?:([-+]?[0-9]+)Y)?(?:([-+]?[0-9]+)M)?$/i.exec(text);
    if (!match || (match[2] === undefined && match[3] === undefined)) return undefined;
    const sign = match[1] === '-' ? -1 : 1;
    const years = Number(match[2] ?? 0);
    const months = Number(match[3] ?? 0);
    if (Math.abs(years) > 2_147_483_647 || Math.abs(months) > 2_147_483_647) return undefined;
    return new Period(sign * years, sign * months);
  }

  get totalMonths(): number {
    return this.years * 12 + this.months;
  }

  normalized(): Period {
    return Period.ofMonths(this.totalMonths);
  }

  negated(): Period {
    return new Period(-this.years, -this.months);
  }

  /** Java's `Period.toString`: how Zeebe stores it. */
  toIso(): string {
    if (this.years === 0 && this.months === 0) return 'P0D';
    return `P${this.years === 0 ? '' : `${this.years}Y`}${this.months === 0 ? '' : `${this.months}M`}`;
  }

  /** FEEL's text: the sign in front. */
  toString(): string {
    const year = this.years;
    const month = this.months % 12;
    if (year === 0 && month === 0) return 'P0Y';
    const text = (y: number, m: number): string => `P${y === 0 ? '' : `${y}Y`}${m === 0 ? '' : `${m}M`}`;
    return year <= 0 && month <= 0 ? `-${text(-year, -month)}` : text(year, month);
  }
}

/** Days and time duration: whole seconds and nanoseconds (0 … 999,999,999), as Java keeps it. */
export class Duration {
  readonly seconds: number;
  readonly nanos: number;

  constructor(seconds: number, nanos: number) {
    const carry = Math.floor(nanos / NANOS_PER_SECOND);
    this.seconds = seconds + carry;
    this.nanos = nanos - carry * NANOS_PER_SECOND;
    if (!Number.isSafeInteger(this.seconds)) throw longOverflow();
  }

  static ofMillis(millis: number): Duration {
    const seconds = Math.floor(millis / 1000);
    return new Duration(seconds, (millis - seconds * 1000) * 1_000_000);
  }

  /** Java's `Duration.parse`; undefined where the text is none. */
  static parse(text: string): Duration | undefined {
    const match = /^([-+]?)P(?:([-+]?[0-9]+)D)?(T(?:([-+]?[0-9]+)H)?(?:([-+]?[0-9]+)M)?(?:([-+]?[0-9]+)(?:[.,]([0-9]{0,9}))?S)?)?$/i.exec(text);
    if (!match || match[3]?.length === 1) return undefined;
    const [, sign, days, , hours, minutes, seconds, fraction] = match;
    if (days === undefined && hours === undefined && minutes === undefined && seconds === undefined) return undefined;
    const total = Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
    if (!Number.isSafeInteger(total)) return undefined;
    const nanos = Number((fraction ?? '').padEnd(9, '0')) * (seconds?.startsWith('-') ? -1 : 1);
    return sign === '-' ? new Duration(-total, -nanos) : new Duration(total, nanos);
  }

  plus(other: Duration): Duration {
    return new Duration(this.seconds + other.seconds, this.nanos + other.nanos);
  }

  negated(): Duration {
    return new Duration(-this.seconds, -this.nanos);
  }

  times(factor: number): Duration {
    const total = BigInt(this.seconds) * 1_000_000_000n + BigInt(this.nanos);
    const product = total * BigInt(factor);
    const seconds = product / 1_000_000_000n;
    return new Duration(Number(seconds), Number(product - seconds * 1_000_000_000n));
  }

  get isZero(): boolean {
    return this.seconds === 0 && this.nanos === 0;
  }

  get isNegative(): boolean {
    return this.seconds < 0;
  }

  /** Truncated towards zero. */
  toMillis(): number {
    return this.seconds < 0
      ? (this.seconds + 1) * 1000 + Math.trunc((this.nanos - NANOS_PER_SECOND) / 1_000_000)
      : this.seconds * 1000 + Math.trunc(this.nanos / 1_000_000);
  }

  compare(other: Duration): number {
    return Math.sign(this.seconds - other.seconds) || Math.sign(this.nanos - other.nanos);
  }

  /** Days, hours, minutes, seconds, each with the duration's sign: from the floored seconds, as Java counts them. */
  get parts(): { readonly days: number; readonly hours: number; readonly minutes: number; readonly seconds: number } {
    return {
      days: Math.trunc(this.seconds / 86_400) + 0,
      hours: (Math.trunc(this.seconds / 3600) % 24) + 0,
      minutes: (Math.trunc(this.seconds / 60) % 60) + 0,
      seconds: (this.seconds % 60) + 0,
    };
  }

  /** Java's `Duration.toString` (`PT26H0.5S`): how Zeebe stores it. */
  toIso(): string {
    if (this.isZero) return 'PT0S';
    const effective = this.seconds < 0 && this.nanos > 0 ? this.seconds + 1 : this.seconds;
    const hours = Math.trunc(effective / 3600);
    const minutes = Math.trunc((effective % 3600) / 60);
    const seconds = effective % 60;
    let text = `PT${hours === 0 ? '' : `${hours}H`}${minutes === 0 ? '' : `${minutes}M`}`;
    if (seconds === 0 && this.nanos === 0 && text.length > 2) return text;
    text += this.seconds < 0 && this.nanos > 0 && seconds === 0 ? '-0' : String(seconds + 0);
    if (this.nanos > 0) {
      const fraction = this.seconds < 0 ? NANOS_PER_SECOND - this.nanos : this.nanos;
      text += `.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`;
    }
    return `${text}S`;
  }

  /** FEEL's text: days, hours, minutes and whole seconds, the sign in front. */
  toString(): string {
    const { days, hours, minutes, seconds } = this.parts;
    if (days === 0 && hours === 0 && minutes === 0 && seconds === 0) return 'P0D';
    const text = (d: number, h: number, m: number, s: number): string => {
      const time = `${h === 0 ? '' : `${h}H`}${m === 0 ? '' : `${m}M`}${s === 0 ? '' : `${s}S`}`;
      return `P${d === 0 ? '' : `${d}D`}${time === '' ? '' : `T${time}`}`;
    };
    return days <= 0 && hours <= 0 && minutes <= 0 && seconds <= 0
      ? `-${text(-days, -hours, -minutes, -seconds)}`
      : text(days, hours, minutes, seconds);
  }
}
