import { contextOf } from '../bpmn/context.ts';
import { finishTermination } from '../bpmn/scopes.ts';
import { terminateElement } from '../bpmn/transitions.ts';
import type { Processor } from '../processor.ts';
import { CHILDREN_MAX } from './children-max.ts';

/** Terminates the next children of an element, and leaves the others to another batch. */
export const terminateBatch: Processor<'PROCESS_INSTANCE_BATCH'> = (step, { value }) => {
  const scope = step.state.element(value.batchElementInstanceKey);
  if (scope === undefined) return;
  if (scope.state === 'TERMINATING' && scope.childCount === 0) return finishTermination(step, contextOf(step, scope));
  let seen = 0;
  for (const [key] of step.state.children.entries(value.batchElementInstanceKey, String(value.index))) {
    if (seen === CHILDREN_MAX) return;
    seen += 1;
    const child = step.state.element(key);
    if (child !== undefined && child.state !== 'TERMINATING') terminateElement(step, key, child.value);
    if (seen === CHILDREN_MAX) step.command('PROCESS_INSTANCE_BATCH', 'TERMINATE', step.newKey(), { ...value, index: key });
  }
};
