/** Times and dates with time, local and zoned: `java.time.LocalTime`, `LocalDateTime`, `ZonedDateTime` and feel-scala's `ZonedTime`. */

import { LocalDate } from './date.ts';
import { Duration, NANOS_PER_SECOND, type Period } from './duration.ts';
import { formatOffset, offsetAt, resolveLocal, type Zone } from './zone.ts';

const NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;

const two = (value: number): string => String(value).padStart(2, '0');

function fraction(nanos: number): string {
  return nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`;
}

/** Nanoseconds moved by a duration, split into whole days and the rest of the day. */
function movedBy(nanoOfDay: number, duration: Duration): { readonly days: number; readonly nanoOfDay: number } {
  const wholeDays = Math.floor(duration.seconds / 86_400);
  const nanos = nanoOfDay + (duration.seconds - wholeDays * 86_400) * NANOS_PER_SECOND + duration.nanos;
  const carry = Math.floor(nanos / NANOS_PER_DAY);
  return { days: wholeDays + carry, nanoOfDay: nanos - carry * NANOS_PER_DAY };
}

export class LocalTime {
  readonly nanoOfDay: number;

  constructor(nanoOfDay: number) {
    this.nanoOfDay = nanoOfDay;
  }

  static of(hour: number, minute: number, second: number, nano: number): LocalTime {
    return new LocalTime(((hour * 60 + minute) * 60 + second) * NANOS_PER_SECOND + nano);
  }

  get hour(): number {
    return Math.floor(this.nanoOfDay / (3600 * NANOS_PER_SECOND));
  }

  get minute(): number {
    return Math.floor(this.nanoOfDay / (60 * NANOS_PER_SECOND)) % 60;
  }

  get second(): number {
    return Math.floor(this.nanoOfDay / NANOS_PER_SECOND) % 60;
  }

  get nano(): number {
    return this.nanoOfDay % NANOS_PER_SECOND;
  }

  plus(duration: Duration): LocalTime {
    return new LocalTime(movedBy(this.nanoOfDay, duration).nanoOfDay);
  }

  /** Java's text leaves zero seconds away and groups the fraction by three: how Zeebe stores it. */
  toIso(): string {
    const { second, nano } = this;
    let text = `${two(this.hour)}:${two(this.minute)}`;
    if (second > 0 || nano > 0) text += `:${two(second)}`;
    if (nano > 0) {
      const digits = String(nano).padStart(9, '0');
      text += `.${nano % 1_000_000 === 0 ? digits.slice(0, 3) : nano % 1000 === 0 ? digits.slice(0, 6) : digits}`;
    }
    return text;
  }

  /** FEEL's text. */
  toString(): string {
    return `${two(this.hour)}:${two(this.minute)}:${two(this.second)}${fraction(this.nano)}`;
  }
}

/** A time with an offset, and the zone's name where it came from one. */
export class ZonedTime {
  readonly time: LocalTime;
  readonly offset: number;
  readonly zoneId: string | undefined;

  constructor(time: LocalTime, offset: number, zoneId?: string) {
    this.time = time;
    this.offset = offset;
    this.zoneId = zoneId;
  }

  get nanos(): number {
    return this.time.nanoOfDay - this.offset * NANOS_PER_SECOND;
  }

  plus(duration: Duration): ZonedTime {
    return new ZonedTime(this.time.plus(duration), this.offset, this.zoneId);
  }

  atDate(date: LocalDate): ZonedDateTime {
    return ZonedDateTime.ofLocal(new LocalDateTime(date, this.time), this.zoneId === undefined ? { offset: this.offset } : { id: this.zoneId });
  }

  toString(): string {
    return this.time.toString() + (this.zoneId === undefined ? formatOffset(this.offset) : `@${this.zoneId}`);
  }
}

export class LocalDateTime {
  readonly date: LocalDate;
  readonly time: LocalTime;

  constructor(date: LocalDate, time: LocalTime) {
    this.date = date;
    this.time = time;
  }

  static ofSecond(localSecond: number, nano: number): LocalDateTime {
    const day = Math.floor(localSecond / 86_400);
    return new LocalDateTime(LocalDate.ofEpochDay(day), new LocalTime((localSecond - day * 86_400) * NANOS_PER_SECOND + nano));
  }

  /** Seconds since 1970-01-01T00:00 as if it were UTC. */
  get localSecond(): number {
    return this.date.epochDay * 86_400 + Math.floor(this.time.nanoOfDay / NANOS_PER_SECOND);
  }

  plus(duration: Duration): LocalDateTime {
    const moved = movedBy(this.time.nanoOfDay, duration);
    return new LocalDateTime(this.date.plusDays(moved.days), new LocalTime(moved.nanoOfDay));
  }

  plusPeriod(period: Period): LocalDateTime {
    return new LocalDateTime(this.date.plusPeriod(period), this.time);
  }

  compare(other: LocalDateTime): number {
    return Math.sign(this.date.epochDay - other.date.epochDay) || Math.sign(this.time.nanoOfDay - other.time.nanoOfDay);
  }

  toIso(): string {
    return `${this.date.toString()}T${this.time.toIso()}`;
  }

  toString(): string {
    return `${this.date.toString().replace('+', '')}T${this.time.toString()}`;
  }
}

export class ZonedDateTime {
  readonly local: LocalDateTime;
  /** Seconds east of UTC at this instant. */
  readonly offset: number;
  readonly zone: Zone;

  private constructor(local: LocalDateTime, offset: number, zone: Zone) {
    this.local = local;
    this.offset = offset;
    this.zone = zone;
  }

  static ofLocal(local: LocalDateTime, zone: Zone, preferredOffset?: number): ZonedDateTime {
    const { offset, shift } = resolveLocal(zone, local.localSecond, preferredOffset);
    return new ZonedDateTime(shift === 0 ? local : local.plus(new Duration(shift, 0)), offset, zone);
  }

  static ofInstant(epochSecond: number, nano: number, zone: Zone): ZonedDateTime {
    const offset = offsetAt(zone, epochSecond);
    return new ZonedDateTime(LocalDateTime.ofSecond(epochSecond + offset, nano), offset, zone);
  }

  get epochSecond(): number {
    return this.local.localSecond - this.offset;
  }

  /** Adds elapsed time. */
  plus(duration: Duration): ZonedDateTime {
    const moved = new Duration(this.epochSecond, this.local.time.nano).plus(duration);
    return ZonedDateTime.ofInstant(moved.seconds, moved.nanos, this.zone);
  }

  /** Adds calendar months; the wall-clock time stays. */
  plusPeriod(period: Period): ZonedDateTime {
    return ZonedDateTime.ofLocal(this.local.plusPeriod(period), this.zone, this.offset);
  }

  withZone(zone: Zone): ZonedDateTime {
    return ZonedDateTime.ofInstant(this.epochSecond, this.local.time.nano, zone);
  }

  toTime(): ZonedTime {
    return new ZonedTime(this.local.time, this.offset, this.zone.id);
  }

  durationSince(start: ZonedDateTime): Duration {
    return new Duration(this.epochSecond - start.epochSecond, this.local.time.nano - start.local.time.nano);
  }

  /** Java's order: the instant, then the local time, then the zone's name. */
  compare(other: ZonedDateTime): number {
    const instant = Math.sign(this.epochSecond - other.epochSecond) || Math.sign(this.local.time.nano - other.local.time.nano);
    if (instant !== 0) return instant;
    const [left, right] = [this.zoneName, other.zoneName];
    return this.local.compare(other.local) || (left === right ? 0 : left < right ? -1 : 1);
  }

  equals(other: ZonedDateTime): boolean {
    return this.local.compare(other.local) === 0 && this.offset === other.offset && this.zoneName === other.zoneName;
  }

  get zoneName(): string {
    return this.zone.id ?? formatOffset(this.zone.offset);
  }

  /** Java's `ZonedDateTime.toString`: how Zeebe stores it. */
  toIso(): string {
    return `${this.local.toIso()}${formatOffset(this.offset)}${this.zone.id === undefined ? '' : `[${this.zone.id}]`}`;
  }

  /** FEEL's text. */
  toString(): string {
    return this.local.toString() + (this.zone.id === undefined ? formatOffset(this.offset) : `@${this.zone.id}`);
  }
}
