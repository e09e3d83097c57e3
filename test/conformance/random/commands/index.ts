import { SCOPE } from '../../diagram.ts';
import { broadcast, publish } from './events.ts';
import { repair, resolve } from './incidents.ts';
import { cancel, create, createOtherwise, createWithResult, migrate, modify, setVariables } from './instances.ts';
import { activate, complete, fail, throwError, updateRetries, updateTimeout } from './jobs.ts';
import { tooLate } from './late.ts';
import { decide, deleteResource, deployAgain } from './resources.ts';
import type { Kind, Move, Situation } from './situation.ts';
import { assignUserTask, completeUserTask } from './user-tasks.ts';

export { create };
export type { Move, Situation };

const KINDS: readonly (readonly [weight: number, kind: Kind])[] = [
  [18, complete], [3, activate], [3, fail], [4, throwError], [0.7, updateRetries], [0.7, updateTimeout], [1.5, resolve], [5, repair], [6, publish], [3, broadcast],
  [2, setVariables], [4, completeUserTask], [1, assignUserTask], [1.5, modify], [1.5, migrate], [0.3, cancel], [0.7, create], [0.5, createOtherwise],
  [0.4, createWithResult], [0.4, deployAgain], [0.25, deleteResource], [0.25, decide], [0.5, tooLate],
];

/** The next thing that a client does: something that is possible now. */
export function chooseMove(situation: Situation): Move {
  const { draw, open } = situation;
  if (open.roots.size === 0 && draw.chance(0.8)) return create(situation)!;
  for (;;) {
    const move = draw.weighted(KINDS)(situation);
    if (move !== undefined) return { ...move, text: move.text.replaceAll(situation.scope, '').replaceAll(SCOPE, '') };
  }
}
