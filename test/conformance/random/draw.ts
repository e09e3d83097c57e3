import { seededRandom } from '../../support/seeded-random.ts';

/** Chance, the same for the same seed. */
export class Draw {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.#random() * (most - least + 1));
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.whole(0, choices.length - 1)];
    if (choice === undefined) throw new Error('there is nothing to choose from');
    return choice;
  }

  /** Up to `most` different ones of them, in their order. */
  some<T>(choices: readonly T[], most: number): T[] {
    const count = this.whole(0, Math.min(most, choices.length));
    const left = [...choices];
    while (left.length > count) left.splice(this.whole(0, left.length - 1), 1);
    return left;
  }

  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
    let rest = this.#random() * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, choice] of choices) {
      rest -= weight;
      if (rest < 0) return choice;
    }
    return choices.at(-1)![1];
  }
}

/** The draws as functions that can be passed on. */
export function bound(draw: Draw): Pick<Draw, 'chance' | 'pick' | 'whole' | 'weighted'> {
  return { chance: (probability) => draw.chance(probability), pick: (choices) => draw.pick(choices), whole: (least, most) => draw.whole(least, most), weighted: (choices) => draw.weighted(choices) };
}
