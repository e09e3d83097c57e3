import { applyOutputMappings } from '../mappings.ts';
import { completeAndLeave } from '../scopes.ts';
import { unsubscribe } from '../subscriptions.ts';
import { completeElement, emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { terminateLeaf, terminateThenResolve } from './termination.ts';

/** Passed through at once, with its output mappings: Zeebe takes no input mappings in none throw events. */
export const passThrough: ElementBehavior = {
  activate(step, context) {
    emitActivated(step, context);
    completeElement(step, context.key, context.value);
  },
  complete(step, context) {
    applyOutputMappings(step, context);
    unsubscribe(step, context.key);
    completeAndLeave(step, context);
  },
  terminate: terminateLeaf,
};

/** Undefined and manual tasks: the engine has nothing to do in them; Zeebe takes no mappings and no boundary events there. */
export const plainTask: ElementBehavior = {
  activate(step, context) {
    emitActivated(step, context);
    completeElement(step, context.key, context.value);
  },
  complete: completeAndLeave,
  terminate: terminateThenResolve,
};
