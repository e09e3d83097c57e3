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
  const offset = parseOffset(id);
  if (offset !== undefined) return { offset };
  if (!/^[A-Za-z][A-Za-z0-9~/._+-]+$/.test(id)) {
    throw new JavaException('java.time.DateTimeException', `Invalid ID for region-based ZoneId, invalid format: ${id}`);
  }
  const prefixed = /^(UTC|GMT|UT)([+-].+)?$/.exec(id);
  if (prefixed) {
    if (prefixed[2] !== undefined && parseOffset(prefixed[2]) === undefined) {
      throw new JavaException('java.time.DateTimeException', `Invalid ID for offset-based ZoneId: ${id}`);
    }
    return { id };
  }
  if (!formatOf(id)) throw new JavaException('java.time.zone.ZoneRulesException', `Unknown time-zone ID: ${id}`);
  return { id };
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
