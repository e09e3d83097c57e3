import { contextOf } from '../context.ts';
import { applyOutputMappings } from '../mappings.ts';
import { completeAndLeave } from '../scopes.ts';
import { subscribeToScopeEvents } from '../subscriptions.ts';
import { completeElement, emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { terminateThenResolve } from './termination.ts';

export const startEvent: ElementBehavior = {
  activate(step, context) {
    emitActivated(step, context);
    completeElement(step, context.key, context.value);
  },
  complete(step, context) {
    applyOutputMappings(step, context);
    // The scope listens to its event subprocesses and boundary events from here on: their expressions may need what the start event brought.
    const scope = step.state.element(context.value.flowScopeKey);
    if (scope !== undefined) subscribeToScopeEvents(step, contextOf(step, scope));
    completeAndLeave(step, context);
  },
  terminate: terminateThenResolve,
};
