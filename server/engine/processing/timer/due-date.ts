import { DateTime, Duration } from 'luxon';
import type { TimerDefinition } from '../../model/types.ts';
import type { Key } from '../../records/types.ts';
import { evaluateOrFail, feelText, warningText } from '../expressions.ts';
import { ProcessingFailure } from '../failure.ts';
import type { Step } from '../step.ts';
import { nextByCron } from './cron.ts';

/** When a timer fires and how often still, -1 for ever. */
export interface TimerPlan {
  /** Milliseconds since 1970. */
  readonly dueDate: number;
  readonly repetitions: number;
}

/** The first firing, counted from now. */
export function firstTimer(step: Step, timer: TimerDefinition, scopeKey: Key): TimerPlan {
  const text = timerText(step, timer, scopeKey);
  try {
    if (timer.kind === 'date') return { dueDate: parseDate(text), repetitions: 1 };
    if (timer.kind === 'duration') return { dueDate: plus(step.now, text), repetitions: 1 };
    return firstOfCycle(text, step.now);
  } catch (error) {
    throw new ProcessingFailure('EXTRACT_VALUE_ERROR', `${(error as Error).message} for expression '${feelText(timer.expression)}'.`, scopeKey);
  }
}

/** The firing after one that was due at `dueDate` and was not the last. */
export function nextTimer(step: Step, timer: TimerDefinition, scopeKey: Key, fired: TimerPlan): TimerPlan {
  const text = timerText(step, timer, scopeKey);
  const repetitions = fired.repetitions < 0 ? -1 : fired.repetitions - 1;
  const interval = /^R-?\d*\/(?:[^/]*\/)?(.+)$/.exec(text)?.[1];
  return { repetitions, dueDate: interval === undefined ? nextByCron(text, fired.dueDate) : plus(fired.dueDate, interval) };
}

function firstOfCycle(text: string, now: number): TimerPlan {
  if (!text.startsWith('R')) return { dueDate: nextByCron(text, now), repetitions: -1 };
  const match = /^R(-?\d*)\/(?:([^/]*)\/)?(.+)$/.exec(text);
  if (match === null) throw new Error(`Repetition spec must start with R[n]/ but was '${text}'`);
  const [, count, start, interval] = match as unknown as [string, string, string | undefined, string];
  const repetitions = count === '' ? -1 : Number(count);
  return { repetitions, dueDate: start === undefined || start === '' ? plus(now, interval) : Math.max(parseDate(start), now) };
}

function plus(time: number, text: string): number {
  const duration = Duration.fromISO(text);
  if (!duration.isValid) throw new Error(`Invalid duration format '${text}'`);
  return DateTime.fromMillis(time, { zone: 'utc' }).plus(duration).toMillis();
}

function parseDate(text: string): number {
  const date = DateTime.fromISO(text.replace(/\[.*\]$/, ''), { zone: 'utc' });
  if (!date.isValid) throw new Error(`Invalid date-time format '${text}'`);
  return date.toMillis();
}

function timerText(step: Step, timer: TimerDefinition, scopeKey: Key): string {
  const { expression } = timer;
  const result = evaluateOrFail(step, expression, scopeKey);
  const accepted = timer.kind === 'date' ? ['DATE_TIME', 'STRING'] : timer.kind === 'duration' ? ['DURATION', 'PERIOD', 'STRING'] : ['STRING', 'CYCLE'];
  if (accepted.includes(result.type)) return JSON.parse(result.json) as string;
  const expected = timer.kind === 'date' ? "one of '[DATE_TIME, STRING]'" : timer.kind === 'duration' ? "one of '[DURATION, PERIOD, STRING]'" : "'STRING'";
  throw new ProcessingFailure(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${feelText(expression)}' to be ${expected}, but was '${result.type}'.${warningText(result.warnings)}`,
    scopeKey,
  );
}
