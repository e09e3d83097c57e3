import { loopOf } from '../bpmn/multi-instance-body.ts';
import { activateElement } from '../bpmn/transitions.ts';
import type { Processor } from '../processor.ts';
import { CHILDREN_MAX } from './children-max.ts';

/** Activates the next of a parallel multi-instance body's inner instances, and leaves the others to another batch. */
export const activateBatch: Processor<'PROCESS_INSTANCE_BATCH'> = (step, { value }) => {
  const body = step.state.element(value.batchElementInstanceKey);
  // It may have been terminated since the batch was queued.
  if (body?.state !== 'ACTIVATED') return;
  const { inner } = loopOf(step, body);
  const left = Number(value.index);
  for (let i = 0; i < Math.min(left, CHILDREN_MAX); i++) activateElement(step, body.value, inner, body.key, step.newKey());
  if (left > CHILDREN_MAX) step.command('PROCESS_INSTANCE_BATCH', 'ACTIVATE', step.newKey(), { ...value, index: left - CHILDREN_MAX });
};
