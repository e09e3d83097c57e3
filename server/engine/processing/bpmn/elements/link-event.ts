import { applyOutputMappings } from '../mappings.ts';
import { activateElement, completeElement, emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { passThrough } from './plain-task.ts';
import { terminateThenResolve } from './termination.ts';

/** Goes on at the catch event of its link's name, without a sequence flow. */
export const linkThrowEvent: ElementBehavior = {
  activate(step, context) {
    emitActivated(step, context);
    completeElement(step, context.key, context.value);
  },
  complete(step, context) {
    const { key, value, node } = context;
    if (node.linkTarget === undefined) throw new Error(`${node.id} has no link target`);
    applyOutputMappings(step, context);
    step.emit('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', key, value);
    activateElement(step, value, node.linkTarget, value.flowScopeKey, step.newKey());
  },
  terminate: terminateThenResolve,
};

export const linkCatchEvent: ElementBehavior = passThrough;
