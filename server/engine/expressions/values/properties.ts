/** The properties of temporal values (`date.year`, `duration.hours`), by FEEL type. */

import { LocalDate } from './date.ts';
import { LocalDateTime, LocalTime, ZonedDateTime, ZonedTime } from './date-time.ts';
import { Decimal } from './decimal.ts';
import { Duration, Period } from './duration.ts';
import type { Value } from './value.ts';

type Properties = Readonly<Record<string, Value>>;

const number = (value: number): Decimal => Decimal.ofInteger(value);

function ofDate(date: LocalDate): Properties {
  return { year: number(date.year), month: number(date.month), day: number(date.day), weekday: number(date.weekday) };
}

function ofTime(time: LocalTime, offset: number | undefined, zone: string | undefined): Properties {
  return {
    hour: number(time.hour),
    minute: number(time.minute),
    second: number(time.second),
    'time offset': offset === undefined ? null : new Duration(offset, 0),
    timezone: zone ?? null,
  };
}

/** All properties of a value; empty for values that have none. */
export function properties(value: Value): Properties {
  if (value instanceof LocalDate) return ofDate(value);
  if (value instanceof LocalTime) return ofTime(value, undefined, undefined);
  if (value instanceof ZonedTime) return ofTime(value.time, value.offset, value.zoneId);
  if (value instanceof LocalDateTime) return { ...ofDate(value.date), ...ofTime(value.time, undefined, undefined) };
  if (value instanceof ZonedDateTime) return { ...ofDate(value.local.date), ...ofTime(value.local.time, value.offset, value.zone.id) };
  if (value instanceof Period) return { years: number(value.years), months: number(value.months) };
  if (value instanceof Duration) {
    const { days, hours, minutes, seconds } = value.parts;
    return { days: number(days), hours: number(hours), minutes: number(minutes), seconds: number(seconds) };
  }
  return {};
}
