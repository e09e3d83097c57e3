/** `+ - * / **` of numbers, strings, dates, times and durations. A pair of types that has no meaning gives undefined. */

import { LocalDate } from '../values/date.ts';
import { LocalDateTime, LocalTime, ZonedDateTime, ZonedTime } from '../values/date-time.ts';
import { Decimal } from '../values/decimal.ts';
import { power as powerOfDoubles } from '../values/transcendental.ts';
import { Duration, NANOS_PER_SECOND, Period } from '../values/duration.ts';
import { startOfDay } from '../values/temporal-text.ts';
import type { Value } from '../values/value.ts';

function plusDuration(x: Value, y: Duration): Value | undefined {
  if (x instanceof LocalTime || x instanceof ZonedTime || x instanceof LocalDateTime || x instanceof ZonedDateTime || x instanceof Duration) return x.plus(y);
  if (x instanceof LocalDate) return startOfDay(x).plus(y).date;
  return undefined;
}

function plusPeriod(x: Value, y: Period): Value | undefined {
  if (x instanceof LocalDate || x instanceof LocalDateTime || x instanceof ZonedDateTime) return x.plusPeriod(y);
  if (x instanceof Period) return new Period(x.years + y.years, x.months + y.months).normalized();
  return undefined;
}

export function add(x: Value, y: Value): Value | undefined {
  if (x instanceof Decimal) return y instanceof Decimal ? x.plus(y) : undefined;
  if (typeof x === 'string') return typeof y === 'string' ? x + y : undefined;
  if (y instanceof Duration) return plusDuration(x, y);
  if (y instanceof Period) return plusPeriod(x, y);
  if (x instanceof Duration) return plusDuration(y, x);
  if (x instanceof Period) return plusPeriod(y, x);
  return undefined;
}

function between(start: LocalDateTime, end: LocalDateTime): Duration {
  return new Duration(end.localSecond - start.localSecond, end.time.nano - start.time.nano);
}

function ofNanos(nanos: number): Duration {
  const seconds = Math.floor(nanos / NANOS_PER_SECOND);
  return new Duration(seconds, nanos - seconds * NANOS_PER_SECOND);
}

export function subtract(x: Value, y: Value): Value | undefined {
  if (x instanceof Decimal) return y instanceof Decimal ? x.minus(y) : undefined;
  if (y instanceof Duration) return plusDuration(x, y.negated());
  if (y instanceof Period) {
    if (x instanceof Period) return new Period(x.years - y.years, x.months - y.months).normalized();
    return plusPeriod(x, y.negated());
  }
  if (x instanceof LocalTime && y instanceof LocalTime) return ofNanos(x.nanoOfDay - y.nanoOfDay);
  // feel-scala gives the distance of two zoned times, never a negative duration.
  if (x instanceof ZonedTime && y instanceof ZonedTime) return ofNanos(Math.abs(x.nanos - y.nanos));
  if (x instanceof LocalDateTime && y instanceof LocalDateTime) return between(y, x);
  if (x instanceof ZonedDateTime && y instanceof ZonedDateTime) return x.durationSince(y);
  if (x instanceof LocalDate && y instanceof LocalDate) return new Duration((x.epochDay - y.epochDay) * 86_400, 0);
  return undefined;
}

export function multiply(x: Value, y: Value): Value | undefined {
  if (x instanceof Decimal) {
    if (y instanceof Decimal) return x.times(y);
    return y instanceof Period || y instanceof Duration ? multiply(y, x) : undefined;
  }
  if (!(y instanceof Decimal)) return undefined;
  if (x instanceof Period) return new Period(x.years * y.toInt(), x.months * y.toInt()).normalized();
  return x instanceof Duration ? x.times(y.toInt()) : undefined;
}

export function divide(x: Value, y: Value): Value | undefined {
  if (y instanceof Decimal) {
    if (y.isZero) return undefined;
    if (x instanceof Decimal) return x.dividedBy(y);
    if (x instanceof Period) return Period.ofMonths(Decimal.ofInteger(x.totalMonths).dividedBy(y).toInt());
    return x instanceof Duration ? Duration.ofMillis(Decimal.ofInteger(x.toMillis()).dividedBy(y).toInt()) : undefined;
  }
  // Durations by durations are whole numbers: feel-scala divides integers here.
  if (x instanceof Period && y instanceof Period && y.totalMonths !== 0) return Decimal.ofInteger(Math.trunc(x.totalMonths / y.totalMonths));
  if (x instanceof Duration && y instanceof Duration && !y.isZero) return Decimal.ofInteger(BigInt(x.toMillis()) / BigInt(y.toMillis()));
  return undefined;
}

/** A whole exponent gives an exact power (to 34 digits), any other a double. */
export function power(x: Decimal, y: Decimal): Decimal {
  return y.isWhole ? x.pow(y.toInt()) : Decimal.ofDouble(powerOfDoubles(x.toDouble(), y.toDouble()));
}
