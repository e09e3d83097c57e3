import { evaluateOrFail } from '../../expressions.ts';
import { recordTrigger } from '../event-triggers.ts';
import { applyInputMappings } from '../mappings.ts';
import { completeElement, emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { passThrough } from './plain-task.ts';

/** A script task with a FEEL expression; its result goes the way of a job's variables. */
export const scriptTask: ElementBehavior = {
  ...passThrough,
  activate(step, context) {
    const script = context.node.script;
    if (script === undefined) throw new Error(`${context.node.id} has no script`);
    applyInputMappings(step, context);
    const { json } = evaluateOrFail(step, script.expression, context.key);
    // Its boundary events are never subscribed to: it is done at once, or waits in an incident.
    recordTrigger(step, context.key, context.value, context.node.id, { [script.resultVariable]: json });
    emitActivated(step, context);
    completeElement(step, context.key, context.value);
  },
};
