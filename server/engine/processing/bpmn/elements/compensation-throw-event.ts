import { triggerCompensation } from '../compensation.ts';
import { completeAndLeave } from '../scopes.ts';
import { emitActivated, emitCompleting } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { terminateLeaf, terminateThenResolve } from './termination.ts';

/** Compensation intermediate throw events: they wait until all that they undo is undone. Zeebe takes no mappings there. */
export const compensationThrowEvent: ElementBehavior = {
  activate(step, context) {
    emitActivated(step, context);
    if (triggerCompensation(step, context)) return;
    emitCompleting(step, context);
    completeAndLeave(step, context);
  },
  complete: completeAndLeave,
  terminate: terminateThenResolve,
};

export const compensationEndEvent: ElementBehavior = { ...compensationThrowEvent, terminate: terminateLeaf };
