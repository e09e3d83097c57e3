import type { Processor } from '../processor.ts';
import { existingTask } from './existing.ts';

/** Like an assignment, but refused when the task is somebody else's. */
export const claimUserTask: Processor<'USER_TASK'> = (step, { key, value: { assignee, action } }) => {
  const task = existingTask(step, key, 'claim');
  if (task === undefined) return;
  if (assignee === '') {
    return step.reject('INVALID_STATE', `Expected to claim user task with key '${key}', but provided assignee is empty`);
  }
  if (task.assignee !== '' && task.assignee !== assignee) {
    return step.reject('INVALID_STATE', `Expected to claim user task with key '${key}', but it has already been assigned`);
  }
  const claimed = { ...task, assignee, action };
  step.emit('USER_TASK', 'ASSIGNING', key, claimed);
  step.emitAndAnswer('USER_TASK', 'ASSIGNED', key, claimed);
};
