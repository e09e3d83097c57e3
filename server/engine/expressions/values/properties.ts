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
    timezone: zone ?? null,
    second: number(time.second),
    'time offset': offset === undefined ? null : new Duration(offset, 0),
    minute: number(time.minute),
    hour: number(time.hour),
  };
}

/** In the order in which feel-scala's messages name them (that of scala's hash map). */
function ofDateAndTime(local: LocalDateTime, offset: number | undefined, zone: string | undefined): Properties {
  const { timezone = null, second = null, 'time offset': timeOffset = null, minute = null, hour = null } = ofTime(local.time, offset, zone);
  const { year = null, month = null, day = null, weekday = null } = ofDate(local.date);
  return { timezone, year, second, month, day, 'time offset': timeOffset, weekday, minute, hour };
}

/** All properties of a value; empty for values that have none. */
export function properties(value: Value): Properties {
  if (value instanceof LocalDate) return ofDate(value);
  if (value instanceof LocalTime) return ofTime(value, undefined, undefined);
  if (value instanceof ZonedTime) return ofTime(value.time, value.offset, value.zoneId);
  if (value instanceof LocalDateTime) return ofDateAndTime(value, undefined, undefined);
  if (value instanceof ZonedDateTime) return ofDateAndTime(value.local, value.offset, value.zone.id);
  if (value instanceof Period) return { years: number(value.years), months: number(value.months) };
  if (value instanceof Duration) {
    const { days, hours, minutes, seconds } = value.parts;
    return { days: number(days), hours: number(hours), minutes: number(minutes), seconds: number(seconds) };
  }
  return {};
}
