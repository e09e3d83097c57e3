import type { EvaluationWarning } from '../index.ts';
import { extentOf } from '../values/extent.ts';
import type { Runtime, Value } from '../values/value.ts';

/**
 * How much one evaluation may do: loop turns, list items and function calls count one each, text counts one for 16 characters. Real Zeebe
 * has no such limit and hangs its partition instead.
 */
export const WORK_MAX = 300_000;
/** How large a value may grow: a few steps can double it again and again. */
const WEIGHT_MAX = 2_500_000;
const DEPTH_MAX = 1000;
/** Warnings beyond this are dropped: a loop can produce one a turn. */
const WARNINGS_MAX = 1000;

export class LimitExceeded extends Error {
  constructor(reason = `it needs more than ${WORK_MAX} steps`) {
    super(`The evaluation was stopped: ${reason}`);
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
    this.spend(message.length >> 4);
  }

  hold(value: Value): Value {
    const { weight, depth } = extentOf(value);
    if (weight > WEIGHT_MAX || depth > DEPTH_MAX) throw new LimitExceeded(`a value has more than ${WEIGHT_MAX} items or ${DEPTH_MAX} levels`);
    return value;
  }

  spendOn(...values: readonly Value[]): void {
    let weight = 0;
    for (const value of values) weight += extentOf(value).weight;
    this.spend(weight >> 6);
  }

  spend(units: number): void {
    this.work += units;
    if (this.work > WORK_MAX) throw new LimitExceeded();
  }
}
