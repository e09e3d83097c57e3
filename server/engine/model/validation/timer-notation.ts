import { CronExpressionParser } from 'cron-parser';
import { DateTime, IANAZone } from 'luxon';

const DURATION = /^[-+]?P(?=.)(?:[-+]?\d+Y)?(?:[-+]?\d+M)?(?:[-+]?\d+W)?(?:[-+]?\d+D)?(?:T(?=.)(?:[-+]?\d+H)?(?:[-+]?\d+M)?(?:[-+]?\d+(?:[.,]\d{1,9})?S)?)?$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-8])(?::[0-5]\d){0,2})(?:\[([^\]]+)\])?$/i;
/** As much of a date-time as can be read, piece by piece. */
const DATE_TIME_START = /^(?:\d{4}(?:-(?:\d{2}(?:-(?:\d{2}(?:T(?:\d{2}(?::(?:\d{2}(?::\d{2})?)?)?)?)?)?)?)?)?)?/i;
const FIXED_ZONE = /^(?:Z|(?:UTC|GMT|UT)?(?:[+-]\d{1,2}(?::\d{2}){0,2})?)$/;
const MACROS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly', '@reboot'];
const CRON_FIELDS = 6;
/** Seconds to day of week. */
const CRON_RANGES: readonly (readonly [number, number])[] = [[0, 59], [0, 59], [0, 23], [1, 31], [1, 12], [0, 7]];

const CRON_WORDS = new Set([
  'JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN', 'L', 'W', 'LW',
]);

/** ISO 8601 as Zeebe reads it: years to days, then time, each part optionally signed; only seconds may have a fraction. */
export function isDuration(text: string): boolean {
  return DURATION.test(text);
}

/** ISO 8601 with an offset, optionally followed by a zone in brackets. */
export function isDateTime(text: string): boolean {
  const match = DATE_TIME.exec(text);
  if (match === null || /T24/i.test(text)) return false;
  const zone = match[1];
  return (zone === undefined || FIXED_ZONE.test(zone) || IANAZone.isValidZone(zone)) && DateTime.fromISO(text.replace(/\[.*$/, '').toUpperCase()).isValid;
}

/** What is wrong with a time cycle, in Zeebe's words: `R3/PT10S`, `R/2026-01-01T00:00:00Z/P1D`, a cron expression or a macro. */
export function cycleProblem(text: string): string | undefined {
  return text.startsWith('R') ? repetitionProblem(text) : cronProblem(text);
}

function repetitionProblem(text: string): string | undefined {
  const [repetitions = '', ...rest] = text.split('/');
  if (rest.length === 0) return 'No interval given';
  if (repetitions !== 'R' && !/^R[-+]?\d+$/.test(repetitions)) return 'Cannot parse repetitions count';
  const [start, interval] = rest.length > 1 ? [rest[0], rest.slice(1).join('/')] : [undefined, rest[0]];
  if (start !== undefined && !isDateTime(start)) return `Text '${start}' could not be parsed at index ${DATE_TIME_START.exec(start)![0].length}`;
  return interval !== undefined && isDuration(interval) ? undefined : 'Text cannot be parsed to a Period';
}

function cronProblem(text: string): string | undefined {
  if (text === '') return 'Empty expression!';
  if (MACROS.includes(text)) return undefined;
  const fields = text.split(/\s+/);
  if (fields.length !== CRON_FIELDS) return `Cron expression contains ${fields.length} parts but we expect one of [${CRON_FIELDS}]`;
  for (const [index, field] of fields.entries()) {
    const unknown = field.toUpperCase().match(/[A-Z]+/g)?.find((word) => !CRON_WORDS.has(word));
    if (unknown !== undefined) {
      return `Failed to parse cron expression. Invalid chars in expression! Expression: ${field.toUpperCase()} Invalid chars: ${unknown}`;
    }
    const [from, to] = CRON_RANGES[index] ?? [0, 0];
    for (const [value] of field.replace(/\/\d+|#\d+/g, '').matchAll(/\d+/g)) {
      if (Number(value) < from || Number(value) > to) return `Failed to parse cron expression. Value ${value} not in range [${from}, ${to}]`;
    }
  }
  // The parser has no "nearest weekday" (15W): what remains of the field is checked like any other day.
  const known = fields.map((field, index) => (index === 3 ? field.replace(/^(\d+|L)W$/, '$1') : field)).join(' ');
  try {
    CronExpressionParser.parse(known);
    return undefined;
  } catch (error) {
    return `Failed to parse cron expression. ${error instanceof Error ? error.message : String(error)}`;
  }
}
