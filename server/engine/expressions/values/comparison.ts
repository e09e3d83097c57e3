/** How values compare: `=` of expressions, the order of `<` and `min`, and the equality that list functions use. */

import { LocalDate } from './date.ts';
import { LocalDateTime, LocalTime, ZonedDateTime, ZonedTime } from './date-time.ts';
import { Decimal } from './decimal.ts';
import { Duration, Period } from './duration.ts';
import { FeelContext, FeelError, FeelRange, isList, type Value } from './value.ts';

/** Values that are equal, or undefined where the types cannot be compared. */
export function equal(x: Value, y: Value): boolean | undefined {
  if (x === null || y === null) return (x === null || isError(x)) && (y === null || isError(y));
  if (typeof x === 'boolean' || typeof x === 'string') return typeof x === typeof y ? x === y : undefined;
  if (isList(x)) {
    return isList(y) ? x.length === y.length && x.every((item, index) => equal(item, y[index] ?? null) === true) : undefined;
  }
  if (x instanceof FeelContext) return y instanceof FeelContext ? equalContexts(x, y, (a, b) => equal(a, b) === true) : undefined;
  return equalScalars(x, y);
}

const isError = (value: Value): boolean => value instanceof FeelError && !value.fatal;

function equalContexts(x: FeelContext, y: FeelContext, equalEntries: (a: Value, b: Value) => boolean): boolean {
  if (x.entries.size !== y.entries.size) return false;
  for (const [key, entry] of x.entries) {
    const other = y.entries.get(key);
    if (other === undefined || !equalEntries(entry, other)) return false;
  }
  return true;
}

function equalScalars(x: Value, y: Value): boolean | undefined {
  if (x instanceof Decimal) return y instanceof Decimal ? x.equals(y) : undefined;
  if (x instanceof LocalDate) return y instanceof LocalDate ? x.epochDay === y.epochDay : undefined;
  if (x instanceof LocalTime) return y instanceof LocalTime ? x.nanoOfDay === y.nanoOfDay : undefined;
  if (x instanceof ZonedTime) {
    return y instanceof ZonedTime ? x.time.nanoOfDay === y.time.nanoOfDay && x.offset === y.offset && x.zoneId === y.zoneId : undefined;
  }
  if (x instanceof LocalDateTime) return y instanceof LocalDateTime ? x.compare(y) === 0 : undefined;
  if (x instanceof ZonedDateTime) return y instanceof ZonedDateTime ? x.equals(y) : undefined;
  if (x instanceof Period) return y instanceof Period ? x.years === y.years && x.months === y.months : undefined;
  if (x instanceof Duration) return y instanceof Duration ? x.compare(y) === 0 : undefined;
  return undefined;
}

/**
 * Scala's `==` of values, which `list contains` and `index of` use: contexts are the same only when they are the same object, unless both
 * were made by built-in functions.
 */
export function same(x: Value, y: Value): boolean {
  if (x === null || y === null || typeof x !== 'object' || typeof y !== 'object') return x === y;
  if (isList(x)) return isList(y) && x.length === y.length && x.every((item, index) => same(item, y[index] ?? null));
  if (x instanceof FeelContext) {
    if (!(y instanceof FeelContext)) return false;
    // A variable is read anew each time it is named, so its contexts are never the same object.
    return x === y ? x.json === undefined : x.comparesByContent && y.comparesByContent && equalContexts(x, y, same);
  }
  if (x === y) return true;
  if (x instanceof FeelRange) {
    return y instanceof FeelRange && x.start.closed === y.start.closed && x.end.closed === y.end.closed
      && same(x.start.value, y.start.value) && same(x.end.value, y.end.value);
  }
  if (x instanceof FeelError) return y instanceof FeelError && x.message === y.message && x.fatal === y.fatal;
  return equalScalars(x, y) === true;
}

/** Do `<` and `>` know the value's type? A list needs a first item that they know, and items of one type. */
export function isComparable(value: Value): boolean {
  if (value === null || typeof value === 'boolean') return false;
  if (typeof value === 'string') return true;
  if (isList(value)) {
    const [first] = value;
    return first !== undefined && isComparable(first) && value.every((item) => sameType(item, first));
  }
  return value instanceof Decimal || value instanceof LocalDate || value instanceof LocalTime || value instanceof ZonedTime
    || value instanceof LocalDateTime || value instanceof ZonedDateTime || value instanceof Period || value instanceof Duration;
}

/** The same type, local and zoned times kept apart. */
export function sameType(x: Value, y: Value): boolean {
  if (x === null || y === null || typeof x !== 'object' || typeof y !== 'object') return typeof x === typeof y && (x === null) === (y === null);
  return x.constructor === y.constructor;
}

function byNumber(x: number, y: number): number {
  return x === y ? 0 : x < y ? -1 : 1;
}

/** The order of two values of the same comparable type; undefined for others (lists). */
export function order(x: Value, y: Value): number | undefined {
  if (x instanceof Decimal) return y instanceof Decimal ? x.compare(y) : undefined;
  if (typeof x === 'string') return typeof y === 'string' ? (x === y ? 0 : x < y ? -1 : 1) : undefined;
  if (x instanceof LocalDate) return y instanceof LocalDate ? byNumber(x.epochDay, y.epochDay) : undefined;
  if (x instanceof LocalTime) return y instanceof LocalTime ? byNumber(x.nanoOfDay, y.nanoOfDay) : undefined;
  if (x instanceof ZonedTime) return y instanceof ZonedTime ? byNumber(x.nanos, y.nanos) : undefined;
  if (x instanceof LocalDateTime) return y instanceof LocalDateTime ? x.compare(y) : undefined;
  if (x instanceof ZonedDateTime) return y instanceof ZonedDateTime ? x.compare(y) : undefined;
  if (x instanceof Period) return y instanceof Period ? byNumber(x.totalMonths, y.totalMonths) : undefined;
  if (x instanceof Duration) return y instanceof Duration ? x.compare(y) : undefined;
  return undefined;
}
