import { recordTrigger } from '../bpmn/event-triggers.ts';
import { completeElement } from '../bpmn/transitions.ts';
import type { Processor } from '../processor.ts';
import { existingTask } from './existing.ts';

export const completeUserTask: Processor<'USER_TASK'> = (step, { key, value: { variables, action } }) => {
  const task = existingTask(step, key, 'complete');
  if (task === undefined) return;
  const completed = { ...task, variables, action: action === '' ? 'complete' : action };
  step.emit('USER_TASK', 'COMPLETING', key, completed);
  step.emitAndAnswer('USER_TASK', 'COMPLETED', key, completed);
  const element = step.state.element(task.elementInstanceKey);
  if (element?.state !== 'ACTIVATED') return;
  recordTrigger(step, element.key, element.value, element.value.elementId, variables);
  completeElement(step, element.key, element.value);
};
