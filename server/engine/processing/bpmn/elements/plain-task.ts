import { applyInputMappings, applyOutputMappings } from '../mappings.ts';
import { completeAndLeave } from '../scopes.ts';
import { subscribeToOwnEvents, unsubscribe } from '../subscriptions.ts';
import { completeElement, emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { terminateLeaf, terminateThenResolve } from './termination.ts';

/** Passed through at once, with its mappings. */
export const passThrough: ElementBehavior = {
  activate(step, context) {
    applyInputMappings(step, context);
    subscribeToOwnEvents(step, context);
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

/** Undefined and manual tasks: the engine has nothing to do in them, and Zeebe takes no mappings there. */
export const plainTask: ElementBehavior = {
  activate(step, context) {
    subscribeToOwnEvents(step, context);
    emitActivated(step, context);
    completeElement(step, context.key, context.value);
  },
  complete(step, context) {
    unsubscribe(step, context.key);
    completeAndLeave(step, context);
  },
  terminate: terminateThenResolve,
};
