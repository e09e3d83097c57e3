import { evaluateEscalationCode, throwEscalation } from '../escalations.ts';
import { completeElement, emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { passThrough } from './plain-task.ts';
import { terminateThenResolve } from './termination.ts';

/** Escalation end and intermediate throw events: the way goes on unless the event that catches it interrupts. */
export const escalationThrowEvent: ElementBehavior = {
  ...passThrough,
  terminate: terminateThenResolve,
  activate(step, context) {
    const code = evaluateEscalationCode(step, context);
    emitActivated(step, context);
    if (throwEscalation(step, context, code)) completeElement(step, context.key, context.value);
  },
};
