import { builtin, type Functions } from './define.ts';
import { daysInMonth, LocalDate } from '../values/date.ts';
import { LocalDateTime, ZonedDateTime } from '../values/date-time.ts';
import { Decimal } from '../values/decimal.ts';
import { Duration, Period } from '../values/duration.ts';
import { display, FeelError, type FeelFunction, type Runtime, type Value } from '../values/value.ts';
import type { Zone } from '../values/zone.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** The server's time zone, as Java names it: `now()` and `today()` are local there. */
const SYSTEM_ZONE: Zone = { id: systemZoneId() };

function systemZoneId(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone === 'UTC' || timeZone === 'Etc/Unknown' ? 'Etc/UTC' : timeZone;
}

/** Zeebe's clock has milliseconds. */
function now(runtime: Runtime): ZonedDateTime {
  const millis = runtime.now().getTime();
  const seconds = Math.floor(millis / 1000);
  return ZonedDateTime.ofInstant(seconds, (millis - seconds * 1000) * 1_000_000, SYSTEM_ZONE);
}

function ofDate(body: (date: LocalDate) => Value): FeelFunction {
  return builtin(['date'], ([value]) => {
    if (value instanceof LocalDate) return body(value);
    if (value instanceof LocalDateTime) return body(value.date);
    return value instanceof ZonedDateTime ? body(value.local.date) : undefined;
  });
}

/** Zeebe's own function for timers: an ISO 8601 repetition. */
function repetition(count: Decimal | null, interval: Value | undefined): Value | undefined {
  const times = count === null ? '' : String(count.toInt());
  return interval instanceof Duration || interval instanceof Period ? `R${times}/${interval.toIso()}` : undefined;
}

export const temporalFunctions: Functions = {
  now: [builtin([], (_args, runtime) => now(runtime))],
  today: [builtin([], (_args, runtime) => now(runtime).local.date)],
  'day of year': [ofDate((date) => Decimal.ofInteger(date.dayOfYear))],
  'day of week': [ofDate((date) => DAYS[date.weekday - 1] ?? null)],
  'month of year': [ofDate((date) => MONTHS[date.month - 1] ?? null)],
  'week of year': [ofDate((date) => Decimal.ofInteger(date.week))],
  'last day of month': [ofDate((date) => LocalDate.of(date.year, date.month, daysInMonth(date.year, date.month)))],
  cycle: [
    builtin(['repetitions', 'interval'], ([repetitions, interval]) => {
      const result = repetitions === null || repetitions instanceof Decimal ? repetition(repetitions, interval) : undefined;
      const error = [repetitions, interval].find((value) => value instanceof FeelError);
      return result ?? error ?? new FeelError('cycle function expected a repetitions (number) and an interval (duration) parameter, '
        + `but found '${display(repetitions ?? null)}' and '${display(interval ?? null)}'`);
    }),
    builtin(['interval'], ([interval]) => repetition(null, interval)
      ?? (interval instanceof FeelError ? interval : new FeelError(`cycle function expected an interval (duration) parameter, but found '${display(interval ?? null)}'`))),
  ],
};
