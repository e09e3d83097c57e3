/** UTC offsets and time zones, as `java.time.ZoneId` names them. Rules come from the runtime's own time-zone database. */

import { JavaException } from './java-exception.ts';

const formats = new Map<string, Intl.DateTimeFormat | null>();

function formatOf(zone: string): Intl.DateTimeFormat | null {
  let format = formats.get(zone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone, calendar: 'iso8601', hourCycle: 'h23', era: 'short',
        year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
      });
    } catch {
      format = null;
    }
    if (formats.size > 1000) formats.clear();
    formats.set(zone, format);
  }
  return format;
}

/** The offset in seconds of a region at an instant (milliseconds since 1970). */
function regionOffsetAt(zone: string, epochMillis: number): number {
  const format = formatOf(zone);
  if (!format) throw new JavaException('java.time.zone.ZoneRulesException', `Unknown time-zone ID: ${zone}`);
  const whole = Math.floor(epochMillis / 1000) * 1000;
  const parts: Record<string, string> = {};
  for (const part of format.formatToParts(whole)) parts[part.type] = part.value;
  const year = Number(parts['year']) * (parts['era'] === 'BC' ? -1 : 1) + (parts['era'] === 'BC' ? 1 : 0);
  const local = Date.UTC(year, Number(parts['month']) - 1, Number(parts['day']), Number(parts['hour']), Number(parts['minute']), Number(parts['second']));
  return Math.round((local - whole) / 1000);
}

/** Seconds of `Z`, `+01:00`, `-08`, `+01:30:15`; undefined where it is no offset. */
export function parseOffset(text: string): number | undefined {
  if (text === 'Z') return 0;
  const match = /^([+-])(\d{2}):?(\d{2})?(?::?(\d{2}))?$/.exec(text);
  if (!match) return undefined;
  const seconds = Number(match[2]) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  if (seconds > 18 * 3600 || Number(match[3] ?? 0) > 59 || Number(match[4] ?? 0) > 59) return undefined;
  return match[1] === '-' ? -seconds : seconds;
}

export function formatOffset(seconds: number): string {
  if (seconds === 0) return 'Z';
  const size = Math.abs(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = size % 60;
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${rest === 0 ? '' : `:${two(rest)}`}`;
}

/** A fixed offset or a named zone. */
export type Zone = { readonly offset: number; readonly id?: undefined } | { readonly id: string; readonly offset?: undefined };

/** Java's `ZoneId.of`. @throws JavaException for a zone that does not exist. */
export function zoneOf(id: string): Zone {
  if (id === 'Z') return { offset: 0 };
  if (id.length <= 1 || /^[+-]/.test(id)) return { offset: offsetOf(id) };
  const prefixed = /^(UTC|GMT|UT)([+-].*)?$/.exec(id);
  if (prefixed) return { id: (prefixed[1] ?? '') + (prefixed[2] === undefined ? '' : prefixedOffset(id, prefixed[2])) };
  if (!/^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(id)) throw noZone(`Invalid ID for region-based ZoneId, invalid format: ${id}`);
  if (!formatOf(id)) throw new JavaException('java.time.zone.ZoneRulesException', `Unknown time-zone ID: ${id}`);
  return { id };
}

function noZone(message: string): JavaException {
  return new JavaException('java.time.DateTimeException', message);
}

function prefixedOffset(id: string, text: string): string {
  try {
    const offset = offsetOf(text);
    return offset === 0 ? '' : formatOffset(offset);
  } catch {
    throw noZone(`Invalid ID for offset-based ZoneId: ${id}`);
  }
}

/** Java's `ZoneOffset.of`: `+1`, `+01`, `+0130`, `+01:30`, `+013015` and `+01:30:15`. @throws JavaException for anything else. */
function offsetOf(given: string): number {
  const id = given.length === 2 ? `${given[0]}0${given[1]}` : given;
  const colons = id.length === 6 || id.length === 9;
  if (![3, 5, 6, 7, 9].includes(id.length)) throw noZone(`Invalid ID for ZoneOffset, invalid format: ${id}`);
  const part = (at: number, afterColon: boolean): number => {
    if (id.length <= at) return 0;
    if (afterColon && id[at - 1] !== ':') throw noZone(`Invalid ID for ZoneOffset, colon not found when expected: ${id}`);
    const digits = id.slice(at, at + 2);
    if (!/^\d\d$/.test(digits)) throw noZone(`Invalid ID for ZoneOffset, non numeric characters found: ${id}`);
    return Number(digits);
  };
  const [hours, minutes, seconds] = [part(1, false), part(colons ? 4 : 3, colons), part(colons ? 7 : 5, colons)];
  if (id[0] !== '+' && id[0] !== '-') throw noZone(`Invalid ID for ZoneOffset, plus/minus not found when expected: ${id}`);
  const sign = id[0] === '-' ? -1 : 1;
  if (hours > 18) throw noZone(`Zone offset hours not in valid range: value ${sign * hours} is not in the range -18 to 18`);
  if (minutes > 59) throw noZone(`Zone offset minutes not in valid range: value ${sign * minutes} is not in the range -59 to 59`);
  if (seconds > 59) throw noZone(`Zone offset seconds not in valid range: value ${sign * seconds} is not in the range -59 to 59`);
  if (hours === 18 && minutes + seconds > 0) throw noZone('Zone offset not in valid range: -18:00 to +18:00');
  return sign * (hours * 3600 + minutes * 60 + seconds);
}

/** The zone's offset in seconds at an instant. */
export function offsetAt(zone: Zone, epochSecond: number): number {
  if (zone.id === undefined) return zone.offset;
  const prefixed = /^(?:UTC|GMT|UT)([+-].+)?$/.exec(zone.id);
  if (prefixed) return prefixed[1] === undefined ? 0 : (parseOffset(prefixed[1]) ?? 0);
  return regionOffsetAt(zone.id, epochSecond * 1000);
}

/**
 * The offset for a local time, and how far the local time moves where it falls into a gap (Java's `ZonedDateTime.ofLocal`: in a gap the
 * time moves forward by the gap's length, in an overlap the earlier offset holds unless the preferred one is valid).
 */
export function resolveLocal(zone: Zone, localSecond: number, preferred?: number): { readonly offset: number; readonly shift: number } {
  if (zone.id === undefined) return { offset: zone.offset, shift: 0 };
  const before = offsetAt(zone, localSecond - 86_400);
  const after = offsetAt(zone, localSecond + 86_400);
  if (preferred !== undefined && offsetAt(zone, localSecond - preferred) === preferred) return { offset: preferred, shift: 0 };
  if (offsetAt(zone, localSecond - before) === before) return { offset: before, shift: 0 };
  if (offsetAt(zone, localSecond - after) === after) return { offset: after, shift: 0 };
  return { offset: after, shift: after - before };
}

/** The offset without daylight saving at an instant: the smaller one of the surrounding year. */
export function standardOffset(zone: Zone, epochSecond: number): number {
  if (zone.id === undefined) return zone.offset;
  const year = new Date(epochSecond * 1000).getUTCFullYear();
  const january = offsetAt(zone, Date.UTC(year, 0, 1) / 1000);
  const july = offsetAt(zone, Date.UTC(year, 6, 1) / 1000);
  return Math.min(january, july);
}
