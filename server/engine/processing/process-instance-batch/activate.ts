import { activateElement } from '../bpmn/transitions.ts';
import { loopOf } from '../bpmn/multi-instance-body.ts';
import type { Processor } from '../processor.ts';

/** Queues the inner instances of a parallel multi-instance. */
export const activateInnerInstances: Processor<'PROCESS_INSTANCE_BATCH'> = (step, { value: { batchElementInstanceKey, amount } }) => {
  const body = step.state.element(batchElementInstanceKey);
  if (body === undefined) return;
  const { inner } = loopOf(step, body);
  for (let i = 0; i < amount; i++) activateElement(step, body.value, inner, body.key, step.newKey());
};
