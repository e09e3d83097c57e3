import { forgetCompensations } from '../compensation.ts';
import { activateTriggeredStartEvent } from '../event-activation.ts';
import { endPath } from '../scopes.ts';
import { unsubscribe } from '../subscriptions.ts';
import { activateElement, emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { terminateScope } from './termination.ts';

export const process: ElementBehavior = {
  activate(step, context) {
    emitActivated(step, context);
    if (activateTriggeredStartEvent(step, context)) return;
    const { node } = context;
    if ('noneStartEvent' in node && node.noneStartEvent !== undefined) activateElement(step, context.value, node.noneStartEvent, context.key);
    else throw new Error(`${node.id} was started without a trigger and has no none start event`);
  },
  complete(step, context) {
    unsubscribe(step, context.key);
    forgetCompensations(step, context.key);
    endPath(step, context);
  },
  terminate: (step, context) => terminateScope(step, context, () => forgetCompensations(step, context.key)),
};
