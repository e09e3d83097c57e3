/** Literals whose text has a meaning of its own: strings with escapes, dates, times and durations. */

import type { Exp } from './ast.ts';
import {
  isDate, isOffsetDateTime, isOffsetTime, isYearMonthDuration, parseDate, parseLocalDateTime, parseLocalTime, parseTemporal, parseZonedDateTime,
  parseZonedTime, startOfDay,
} from '../values/temporal-text.ts';
import { Duration, Period } from '../values/duration.ts';
import type { Value } from '../values/value.ts';

const ESCAPES: readonly (readonly [RegExp, string])[] = [
  // The order is that of scala's hash map of eight entries, which feel-scala walks through.
  [/\\r/g, '\r'], [/\\s/g, ' '], [/\\t/g, '\t'], [/\\'/g, "'"], [/\\f/g, '\f'], [/\\n/g, '\n'], [/\\b/g, '\b'], [/\\"/g, '"'],
];

/** feel-scala's escapes. `\\` and `\u…` are none: they stay as they are. */
export function unescape(text: string): string {
  return text.includes('\\') ? ESCAPES.reduce((result, [escape, character]) => result.replace(escape, character), text) : text;
}

export type TemporalForm = 'duration' | 'date and time' | 'date' | 'time' | '@';

function constant(value: Value | undefined): Exp {
  return { kind: 'constant', value: value ?? null };
}

/** A temporal literal; null where the text is no such value. */
export function temporalLiteral(form: TemporalForm, text: string): Exp {
  switch (form) {
    case 'duration': return constant(isYearMonthDuration(text) ? Period.parse(text)?.normalized() : Duration.parse(text));
    case 'date': return constant(isDate(text) ? parseDate(text) : undefined);
    case 'date and time': {
      if (isDate(text)) {
        const date = parseDate(text);
        return constant(date && startOfDay(date));
      }
      return constant(isOffsetDateTime(text) ? parseZonedDateTime(text) : parseLocalDateTime(text));
    }
    case 'time':
      // The offset of a named zone depends on the day: feel-scala settles it when it parses, and so do we.
      return constant(isOffsetTime(text) ? parseZonedTime(text, Date.now()) : parseLocalTime(text));
    case '@': return constant(parseTemporal(text, Date.now()));
  }
}
