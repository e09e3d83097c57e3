import { openEmbeddedStage } from '../embedded-stage.ts';
import type { Stage } from '../stage.ts';
import { firstDifference } from './difference.ts';
import type { Difference } from './difference.ts';
import type { Round } from './game.ts';
import type { Plan } from './plan.ts';
import { smallerPlans } from './shrink.ts';
import { playTogether } from './table.ts';
import type { Entry } from './table.ts';

const MINUTE_MS = 60_000;
/** More than the rounds of a game let pass. */
const APART_MS = 20 * MINUTE_MS;
/** Plans on one engine at a time: enough to share the waiting, few enough to answer soon. */
export const TOGETHER = 25;
const SHRINKS_MAX = 12;

export interface Failure {
  readonly plan: Plan;
  readonly rounds: readonly Round[];
  readonly difference: Difference;
}

/** Real Zeebe and the embedded engine, side by side. Real Zeebe's clock may only go forward, and it must not leap: its connections break. */
export class Sides {
  readonly #zeebe: Stage;
  #startMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  #plays = 0;

  constructor(zeebe: Stage) {
    this.#zeebe = zeebe;
  }

  /** What each engine did, plan by plan. */
  async play(plans: readonly Plan[]): Promise<readonly { plan: Plan; zeebe: readonly Round[]; embedded: readonly Round[] }[]> {
    this.#startMs += APART_MS;
    const entries: Entry[] = plans.map((plan) => ({ name: `r${plan.seed}x${++this.#plays}`, plan }));
    const embedded = await openEmbeddedStage(this.#startMs);
    try {
      const [expected, actual] = await Promise.all([playTogether(this.#zeebe, entries, this.#startMs), playTogether(embedded, entries, this.#startMs)]);
      return plans.map((plan, index) => ({ plan, zeebe: expected[index]!, embedded: actual[index]! }));
    } finally {
      await embedded.close();
    }
  }

  async failures(plans: readonly Plan[]): Promise<Failure[]> {
    return (await this.play(plans)).flatMap(({ plan, zeebe, embedded }) => {
      const difference = firstDifference(zeebe, embedded);
      return difference === undefined ? [] : [{ plan, rounds: zeebe, difference }];
    });
  }

  /** Leaves out of the plan what the failure does not need, one thing after the other. */
  async shrink(failure: Failure): Promise<Failure> {
    for (let tries = 0, smallest = failure; ; tries++) {
      const candidates = smallerPlans({ ...smallest.plan, rounds: smallest.difference.round });
      const next = tries === SHRINKS_MAX ? undefined : await this.#firstFailure(candidates);
      if (next === undefined) return smallest;
      smallest = next;
    }
  }

  async #firstFailure(candidates: readonly Plan[]): Promise<Failure | undefined> {
    for (let i = 0; i < candidates.length; i += TOGETHER) {
      // A plan whose deployment is refused shows something else.
      const failures = (await this.failures(candidates.slice(i, i + TOGETHER))).filter(({ difference }) => difference.round > 0);
      if (failures.length > 0) return failures.reduce((a, b) => (size(a.plan) <= size(b.plan) ? a : b));
    }
    return undefined;
  }
}

const size = (plan: Plan): number => JSON.stringify(plan).length;
