import { forgetCompensationsIn } from '../compensation.ts';
import { applyInputMappings, applyOutputMappings } from '../mappings.ts';
import { completeAndLeave } from '../scopes.ts';
import { unsubscribe } from '../subscriptions.ts';
import { activateElement, emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { terminateScope } from './termination.ts';

/** Embedded subprocess and event subprocess: begins with its only start event, which also opens its subscriptions. */
export const subprocess: ElementBehavior = {
  activate(step, context) {
    applyInputMappings(step, context);
    emitActivated(step, context);
    const { node } = context;
    const start = 'startEvents' in node ? (node.noneStartEvent ?? node.startEvents[0]) : undefined;
    if (start === undefined) throw new Error(`${node.id} has no start event`);
    activateElement(step, context.value, start, context.key);
  },
  complete(step, context) {
    applyOutputMappings(step, context);
    unsubscribe(step, context.key);
    completeAndLeave(step, context);
  },
  terminate(step, context) {
    terminateScope(step, context, () => {
      if (context.node.elementType === 'SUB_PROCESS') forgetCompensationsIn(step, context);
    });
  },
};
