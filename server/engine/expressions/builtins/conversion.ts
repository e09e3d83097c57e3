import { builtin, type Body, type Functions } from './define.ts';
import { LocalDate } from '../values/date.ts';
import { LocalDateTime, LocalTime, ZonedDateTime, ZonedTime } from '../values/date-time.ts';
import { Decimal } from '../values/decimal.ts';
import { Duration, Period } from '../values/duration.ts';
import { JavaException } from '../values/java-exception.ts';
import {
  isDate, isDayTimeDuration, isLocalDateTime, isOffsetDateTime, isOffsetTime, isYearMonthDuration, parseDate, parseLocalDateTime, parseLocalTime,
  parseZonedDateTime, parseZonedTime, startOfDay,
} from '../values/temporal-text.ts';
import { FeelError, toText, type FeelFunction, type Runtime, type Value } from '../values/value.ts';
import { zoneOf } from '../values/zone.ts';

function parsed(kind: string, text: string, value: Value | undefined): Value {
  return value ?? new FeelError(`Failed to parse ${kind} from '${text}'`);
}

/** Java's exceptions for values out of range become an error of the function. */
function attempt(message: string, build: () => Value): Value {
  try {
    return build();
  } catch (error) {
    if (error instanceof JavaException) return new FeelError(message);
    throw error;
  }
}

function dateFrom(from: Value | undefined): Value | undefined {
  if (typeof from === 'string') return parsed('date', from, isDate(from) ? parseDate(from) : undefined);
  if (from instanceof LocalDateTime) return from.date;
  if (from instanceof ZonedDateTime) return from.local.date;
  return from instanceof LocalDate ? from : undefined;
}

function dateOf(year: Value | undefined, month: Value | undefined, day: Value | undefined): Value | undefined {
  if (!(year instanceof Decimal && month instanceof Decimal && day instanceof Decimal)) return undefined;
  const message = `Failed to parse date from: year=${year.toString()}, month=${month.toString()}, day=${day.toString()}`;
  return attempt(message, () => LocalDate.of(year.toInt(), month.toInt(), day.toInt()));
}

function timeFrom(from: Value | undefined, runtime: Runtime): Value | undefined {
  if (typeof from === 'string') {
    return isOffsetTime(from)
      ? parsed('time', from, parseZonedTime(from, runtime.now().getTime()))
      : parsed('local-time', from, parseLocalTime(from));
  }
  if (from instanceof LocalDateTime) return from.time;
  if (from instanceof ZonedDateTime) return from.toTime();
  return from instanceof LocalDate ? new ZonedTime(new LocalTime(0), 0) : undefined;
}

/** @throws JavaException out of range. */
function localTime(hour: number, minute: number, second: number, nano: number): LocalTime {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || nano < 0) {
    throw new JavaException('java.time.DateTimeException', 'Invalid value');
  }
  return LocalTime.of(hour, minute, second, nano);
}

function nanosOf(second: Decimal): number {
  return second.remainder(Decimal.ONE).times(Decimal.ofInteger(1_000_000_000)).toInt();
}

function timeOf([hour, minute, second, offset]: readonly Value[]): Value | undefined {
  if (!(hour instanceof Decimal && minute instanceof Decimal && second instanceof Decimal)) return undefined;
  const parts = `hour=${hour.toString()}, minute=${minute.toString()}, second=${second.toString()}`;
  if (offset instanceof Duration) {
    return attempt(`Failed to parse time from: ${parts}, offset=${offset.toIso()}`, () => {
      if (Math.abs(offset.seconds) > 18 * 3600) throw new JavaException('java.time.DateTimeException', 'Zone offset not in valid range: -18:00 to +18:00');
      return new ZonedTime(localTime(hour.toInt(), minute.toInt(), second.toInt(), nanosOf(second)), offset.seconds);
    });
  }
  // Without an offset given, a fraction of the second counts; with a null offset feel-scala drops it.
  const nanos = offset === null ? 0 : nanosOf(second);
  if (offset !== null && offset !== undefined) return undefined;
  return attempt(`Failed to parse local-time from: ${parts}`, () => localTime(hour.toInt(), minute.toInt(), second.toInt(), nanos));
}

function dateTimeFrom(text: string): Value {
  if (isDate(text)) {
    const date = parseDate(text);
    return parsed('date(-time)', text, date && startOfDay(date));
  }
  if (isOffsetDateTime(text)) return parsed('date-time', text, parseZonedDateTime(text));
  return isLocalDateTime(text) ? parsed('local-date-time', text, parseLocalDateTime(text)) : parsed('date-time', text, undefined);
}

function dateTimeOf(date: Value | undefined, time: Value | undefined): Value | undefined {
  if (typeof time === 'string') {
    if (date instanceof LocalDateTime) return ZonedDateTime.ofLocal(date, zoneOf(time));
    return date instanceof ZonedDateTime ? date.withZone(zoneOf(time)) : undefined;
  }
  const day = dateFrom(typeof date === 'string' ? undefined : date);
  if (!(day instanceof LocalDate)) return undefined;
  if (time instanceof LocalTime) return new LocalDateTime(day, time);
  return time instanceof ZonedTime ? time.atDate(day) : undefined;
}

function durationFrom(text: string): Value {
  if (isYearMonthDuration(text)) return parsed('year-month-duration', text, Period.parse(text)?.normalized());
  if (isDayTimeDuration(text)) return parsed('day-time-duration', text, Duration.parse(text));
  return parsed('duration', text, undefined);
}

function monthsBetween(from: Value | undefined, to: Value | undefined): Value | undefined {
  const [start, end] = [from, to].map((value) => (typeof value === 'string' ? undefined : dateFrom(value)));
  return start instanceof LocalDate && end instanceof LocalDate ? start.monthsUntil(end) : undefined;
}

function numberFrom(text: string): Value {
  return Decimal.parse(text) ?? new FeelError(`Can't parse '${text}' as a number`);
}

const isGrouping = (separator: Value | undefined): separator is string => separator === ' ' || separator === ',' || separator === '.';
const isDecimalSeparator = (separator: Value | undefined): separator is string => separator === ',' || separator === '.';

const numberWithSeparators: Body = ([from, grouping, decimal]) => {
  if (typeof from !== 'string') return undefined;
  if (isGrouping(grouping) && isDecimalSeparator(decimal) && grouping !== decimal) {
    return numberFrom(from.replaceAll(grouping, '').replaceAll(decimal, '.'));
  }
  if (grouping === null && isDecimalSeparator(decimal)) return numberFrom(from.replaceAll(decimal, '.'));
  if (isGrouping(grouping) && decimal === null) return numberFrom(from.replaceAll(grouping, ''));
  return typeof grouping === 'string' && typeof decimal === 'string'
    ? new FeelError("illegal arguments for grouping or decimal. Must be one of ' ' (grouping only), ',' or '.'")
    : undefined;
};

function fromText(body: (text: string) => Value): FeelFunction {
  return builtin(['from'], ([from]) => (typeof from === 'string' ? body(from) : undefined));
}

export const conversionFunctions: Functions = {
  date: [builtin(['from'], ([from]) => dateFrom(from)), builtin(['year', 'month', 'day'], ([year, month, day]) => dateOf(year, month, day))],
  'date and time': [fromText(dateTimeFrom), builtin(['date', 'time'], ([date, time]) => dateTimeOf(date, time))],
  time: [
    builtin(['from'], ([from], runtime) => timeFrom(from, runtime)),
    builtin(['hour', 'minute', 'second'], timeOf),
    builtin(['hour', 'minute', 'second', 'offset'], timeOf),
  ],
  number: [
    fromText(numberFrom),
    builtin(['from', 'grouping separator'], ([from, grouping]) => {
      if (typeof from !== 'string' || typeof grouping !== 'string') return undefined;
      return isGrouping(grouping)
        ? numberFrom(from.replaceAll(grouping, ''))
        : new FeelError("illegal argument for grouping. Must be one of ' ', ',' or '.'");
    }),
    builtin(['from', 'grouping separator', 'decimal separator'], numberWithSeparators),
  ],
  string: [
    builtin(['from'], ([from], runtime) => {
      if (from === undefined || from === null) return null;
      const text = toText(from);
      runtime.spend(text.length >> 4);
      return text;
    }),
  ],
  duration: [fromText(durationFrom)],
  'years and months duration': [builtin(['from', 'to'], ([from, to]) => monthsBetween(from, to))],
};
