import { CronExpressionParser } from 'cron-parser';

const DAY_OF_MONTH = 3;
const DAY_OF_WEEK = 5;
const SATURDAY = 6;
/** Longer than the calendar goes without the rarest date. */
const TRIES_MAX = 20_000;

/**
 * The first time after `after` (milliseconds since 1970) that a cron expression of six fields, or a macro, names; in UTC. Days as Zeebe 8.5
 * takes them: of month and of week must both hold, and `15W` is the working day nearest to the 15th, `LW` the last of the month.
 */
export function nextByCron(text: string, after: number): number {
  const fields = text.split(/\s+/);
  const nearest = /^(\d+|L)W$/.exec(fields[DAY_OF_MONTH] ?? '')?.[1];
  const byMonth = nearest === undefined ? withField(fields, DAY_OF_WEEK, '*') : withField(withField(fields, DAY_OF_WEEK, '*'), DAY_OF_MONTH, '*');
  const byWeek = withField(fields, DAY_OF_MONTH, '*');
  const options = { currentDate: new Date(after), tz: 'UTC' };
  if (nearest === undefined && (isAny(fields[DAY_OF_MONTH]) || isAny(fields[DAY_OF_WEEK]))) return CronExpressionParser.parse(text, options).next().getTime();
  const times = CronExpressionParser.parse(byMonth.join(' '), options);
  const weekdays = CronExpressionParser.parse(byWeek.join(' '), options);
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const time = times.next().toDate();
    if (!weekdays.includesDate(time)) continue;
    if (nearest === undefined || time.getUTCDate() === workingDay(time, nearest)) return time.getTime();
  }
  throw new Error(`No time after ${new Date(after).toISOString()} matches the cron expression '${text}'`);
}

function isAny(field: string | undefined): boolean {
  return field === undefined || field === '*' || field === '?';
}

function withField(fields: readonly string[], index: number, value: string): string[] {
  return fields.map((field, i) => (i === index ? value : field));
}

/** The working day nearest to a day of the time's month, within that month. */
function workingDay(time: Date, day: string): number {
  const last = new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1, 0)).getUTCDate();
  const wanted = day === 'L' ? last : Math.min(Number(day), last);
  const weekday = new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), wanted)).getUTCDay();
  if (weekday === SATURDAY) return wanted === 1 ? 3 : wanted - 1;
  if (weekday === 0) return wanted === last ? wanted - 2 : wanted + 1;
  return wanted;
}
