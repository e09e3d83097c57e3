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

/** Up to the round in which Zeebe broke, if it did: the embedded engine does not. */
export function firstDifference(zeebe: readonly Round[], embedded: readonly Round[]): Difference | undefined {
  const broken = zeebe.findIndex(({ seen }) => seen.some((line) => / rejected PROCESSING_ERROR: /.test(line)) || leavesInstanceTerminating(seen));
  const compared = broken === -1 ? Math.max(zeebe.length, embedded.length) : broken;
  for (let round = 0; round < compared; round++) {
    const [expected, actual] = [told(zeebe[round]), told(embedded[round])];
    const length = Math.max(expected.length, actual.length);
    for (let line = 0; line < length; line++) {
      if (expected[line] === actual[line]) continue;
      return { round, before: expected.slice(Math.max(0, line - 2), line), zeebe: expected.slice(line, line + SHOWN), embedded: actual.slice(line, line + SHOWN) };
    }
  }
  return undefined;
}

/** It is cancelled and never ends: an event sub-process of it ran the compensation handler of an activity outside. */
function leavesInstanceTerminating(seen: readonly string[]): boolean {
  return seen.some((line) => {
    const [, key] = /^PROCESS_INSTANCE ELEMENT_TERMINATING (#\d+) \{"bpmnElementType":"PROCESS"/.exec(line) ?? [];
    return key !== undefined && !seen.some((other) => other.startsWith(`PROCESS_INSTANCE ELEMENT_TERMINATED ${key} `));
  });
}

function told(round: Round | undefined): readonly string[] {
  return round === undefined ? [] : [round.command, ...round.seen];
}
