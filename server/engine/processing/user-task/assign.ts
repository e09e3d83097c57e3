import type { Processor } from '../processor.ts';
import { existingTask } from './existing.ts';

/** An empty assignee takes the assignment away. */
export const assignUserTask: Processor<'USER_TASK'> = (step, { key, value: { assignee, action } }) => {
  const task = existingTask(step, key, 'assign');
  if (task === undefined) return;
  const assigned = { ...task, assignee, action };
  step.emit('USER_TASK', 'ASSIGNING', key, assigned);
  step.emitAndAnswer('USER_TASK', 'ASSIGNED', key, assigned);
};
