import type { Round } from './game.ts';

/** Where two engines begin to differ. */
export interface Difference {
  readonly round: number;
  /** What both tell just before. */
  readonly before: readonly string[];
  readonly zeebe: readonly string[];
  readonly embedded: readonly string[];
}

const SHOWN = 4;

export function firstDifference(zeebe: readonly Round[], embedded: readonly Round[]): Difference | undefined {
  for (let round = 0; round < Math.max(zeebe.length, embedded.length); round++) {
    const [expected, actual] = [told(zeebe[round]), told(embedded[round])];
    const length = Math.max(expected.length, actual.length);
    for (let line = 0; line < length; line++) {
      if (expected[line] === actual[line]) continue;
      return { round, before: expected.slice(Math.max(0, line - 2), line), zeebe: expected.slice(line, line + SHOWN), embedded: actual.slice(line, line + SHOWN) };
    }
  }
  return undefined;
}

function told(round: Round | undefined): readonly string[] {
  return round === undefined ? [] : [round.command, ...round.seen];
}
