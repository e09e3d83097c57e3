/**
 * Writes a FEEL value as the JSON text that Zeebe stores: whole numbers as 64-bit integers, other numbers as doubles, temporal values as
 * Java's text, functions and ranges as null.
 */

import { LocalDate } from '../values/date.ts';
import { LocalDateTime, LocalTime, ZonedDateTime, ZonedTime } from '../values/date-time.ts';
import { Decimal, doubleToString } from '../values/decimal.ts';
import { Duration, Period } from '../values/duration.ts';
import { FeelContext, isList, type Value } from '../values/value.ts';

export function writeJson(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Decimal) return value.isWhole ? value.toLong().toString() : doubleToString(value.toDouble());
  if (isList(value)) return `[${value.map(writeJson).join(',')}]`;
  if (value instanceof FeelContext) {
    return value.json ?? `{${[...value.entries].map(([key, entry]) => `${JSON.stringify(key)}:${writeJson(entry)}`).join(',')}}`;
  }
  if (value instanceof ZonedTime || value instanceof LocalDate) return JSON.stringify(value.toString());
  if (value instanceof LocalTime || value instanceof LocalDateTime || value instanceof ZonedDateTime || value instanceof Period || value instanceof Duration) {
    return JSON.stringify(value.toIso());
  }
  return 'null';
}
