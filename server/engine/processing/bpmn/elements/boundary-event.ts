import { applyOutputMappings } from '../mappings.ts';
import { completeAndLeave } from '../scopes.ts';
import { completeElement, emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { terminateLeaf } from './termination.ts';

/** Activated together with what it was triggered by (see event-activation.ts); here it only goes on. */
export const boundaryEvent: ElementBehavior = {
  activate(step, context) {
    emitActivated(step, context);
    completeElement(step, context.key, context.value);
  },
  complete(step, context) {
    applyOutputMappings(step, context);
    completeAndLeave(step, context);
  },
  terminate: terminateLeaf,
};
