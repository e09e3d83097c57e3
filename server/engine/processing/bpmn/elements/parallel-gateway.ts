import { completeAndLeave } from '../scopes.ts';
import { emitActivated, emitCompleting } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { terminateLeaf } from './termination.ts';

/** Forks along all its flows; as a join it is only activated once all incoming flows were taken. */
export const parallelGateway: ElementBehavior = {
  activate(step, context) {
    emitActivated(step, context);
    emitCompleting(step, context);
    completeAndLeave(step, context);
  },
  terminate: terminateLeaf,
};
