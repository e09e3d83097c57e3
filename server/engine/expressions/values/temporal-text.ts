/** Reads temporal values from text by feel-scala's patterns. Every function gives undefined where the text is no such value. */

import { daysInMonth, LocalDate } from './date.ts';
import { LocalDateTime, LocalTime, ZonedDateTime, ZonedTime } from './date-time.ts';
import { Duration, Period } from './duration.ts';
import { JavaException } from './java-exception.ts';
import { parseOffset, standardOffset, zoneOf, type Zone } from './zone.ts';

const DATE = /^-?([1-9]\d{0,4})?\d{4}-[01][0-9]-[0-3]\d$/;
const OFFSET_TIME = /^T?\d{2}:\d{2}:\d{2}(\.\d{1,9})?([+-]\d{2}:\d{2}|Z|@.*)$/;
const OFFSET_DATE_TIME = /^-?([1-9]\d{0,4})?\d{4}-[01][0-9]-[0-3]\dT[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?(\.\d{1,9})?([+-][01][0-9]:[0-5][0-9]|Z|@.*)$/;
const LOCAL_DATE_TIME = /^-?([1-9]\d{0,4})?\d{4}-[01][0-9]-[0-3]\dT[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?(\.\d{1,9})?$/;
const YEAR_MONTH_DURATION = /^-?P-?(\d+Y)?-?(\d+M)?$/;
const DAY_TIME_DURATION = /^-?P(-?(\d+D)?(T-?(\d+H)?-?(\d+M)?-?(\d+(.\d*)?S)?)?)$/;

export const isDate = (text: string): boolean => DATE.test(text);
export const isOffsetTime = (text: string): boolean => OFFSET_TIME.test(text);
export const isOffsetDateTime = (text: string): boolean => OFFSET_DATE_TIME.test(text);
export const isLocalDateTime = (text: string): boolean => LOCAL_DATE_TIME.test(text);
export const isYearMonthDuration = (text: string): boolean => YEAR_MONTH_DURATION.test(text);
export const isDayTimeDuration = (text: string): boolean => DAY_TIME_DURATION.test(text);

export function parseDate(text: string): LocalDate | undefined {
  const match = /^(-?\d{4,9})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) ? undefined : LocalDate.of(year, month, day);
}

const TIME = /^T?(\d{2}):(\d{2})(?::(\d{2}))?(?:\.(\d{0,9}))?$/;

export function parseLocalTime(text: string): LocalTime | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  const nano = Number((match[4] ?? '').padEnd(9, '0'));
  if (hour === 24 && minute === 0 && second === 0 && nano === 0) return new LocalTime(0);
  return hour > 23 || minute > 59 || second > 59 ? undefined : LocalTime.of(hour, minute, second, nano);
}

/** Splits `…+01:00@Europe/Berlin` into the local text, the offset and the zone. */
function splitZone(text: string): { readonly local: string; readonly offset?: number; readonly zone: Zone } | undefined {
  const match = /^(.*?)(Z|[+-]\d{2}:\d{2}(?::\d{2})?)?(?:@(.+))?$/.exec(text);
  const [, local = '', offsetText, id] = match ?? [];
  if (offsetText === undefined && id === undefined) return undefined;
  const offset = offsetText === undefined ? undefined : parseOffset(offsetText);
  if (offsetText !== undefined && offset === undefined) return undefined;
  if (id === undefined) return offset === undefined ? undefined : { local, offset, zone: { offset } };
  try {
    return { local, zone: zoneOf(id), ...(offset === undefined ? {} : { offset }) };
  } catch (error) {
    if (error instanceof JavaException) return undefined;
    throw error;
  }
}

/** A time with offset or zone. A zone without an offset takes its standard offset, as at the given instant (milliseconds since 1970). */
export function parseZonedTime(text: string, nowMillis: number): ZonedTime | undefined {
  const parts = splitZone(text);
  const time = parts && parseLocalTime(parts.local);
  if (!parts || !time) return undefined;
  const offset = parts.offset ?? standardOffset(parts.zone, Math.floor(nowMillis / 1000));
  return new ZonedTime(time, offset, parts.zone.id);
}

export function parseLocalDateTime(text: string): LocalDateTime | undefined {
  const at = text.indexOf('T');
  if (at < 0) return undefined;
  const date = parseDate(text.slice(0, at));
  const timeText = text.slice(at);
  const time = timeText.startsWith('T24') ? undefined : parseLocalTime(timeText);
  return date && time && new LocalDateTime(date, time);
}

export function parseZonedDateTime(text: string): ZonedDateTime | undefined {
  const at = text.indexOf('T');
  if (at < 0) return undefined;
  const parts = splitZone(text.slice(at));
  const local = parts && parseLocalDateTime(text.slice(0, at) + parts.local);
  return parts && local && ZonedDateTime.ofLocal(local, parts.zone, parts.offset);
}

/** Midnight of a date, or a local date and time. */
export function startOfDay(date: LocalDate): LocalDateTime {
  return new LocalDateTime(date, new LocalTime(0));
}

/** What `@"…"` means. */
export function parseTemporal(text: string, nowMillis: number): LocalDate | ZonedTime | ZonedDateTime | LocalDateTime | Period | Duration | LocalTime | undefined {
  if (isDate(text)) return parseDate(text);
  if (isOffsetTime(text)) return parseZonedTime(text, nowMillis);
  if (isOffsetDateTime(text)) return parseZonedDateTime(text);
  if (isLocalDateTime(text)) return parseLocalDateTime(text);
  if (isYearMonthDuration(text)) return Period.parse(text)?.normalized();
  if (isDayTimeDuration(text)) return Duration.parse(text);
  return parseLocalTime(text);
}
