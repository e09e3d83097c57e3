import type { EvaluationWarning } from '../index.ts';
import type { Runtime } from '../values/value.ts';

/**
 * How much one evaluation may do: loop turns, list items and function calls count one each, text counts one for 16 characters. Real Zeebe
 * has no such limit and hangs its partition instead.
 */
export const WORK_MAX = 300_000;
/** Warnings beyond this are dropped: a loop can produce one a turn. */
const WARNINGS_MAX = 1000;

export class LimitExceeded extends Error {
  constructor() {
    super(`The evaluation was stopped: it needs more than ${WORK_MAX} steps`);
  }
}

export class EvaluationRuntime implements Runtime {
  readonly warnings: EvaluationWarning[] = [];
  /** The first failed `assert`, which fails the evaluation whatever its value is. */
  failedAssertion: string | undefined;
  private work = 0;
  private readonly clock: () => Date;

  constructor(clock: () => Date) {
    this.clock = clock;
  }

  now(): Date {
    return this.clock();
  }

  warn(type: string, message: string): void {
    if (type === 'ASSERT_FAILURE') this.failedAssertion ??= message;
    if (this.warnings.length < WARNINGS_MAX) this.warnings.push({ type, message });
  }

  spend(units: number): void {
    this.work += units;
    if (this.work > WORK_MAX) throw new LimitExceeded();
  }
}
