import type { UserTaskValue } from '../../records/values.ts';
import type { Processor } from '../processor.ts';
import { existingTask } from './existing.ts';

type Changeable = 'candidateGroupsList' | 'candidateUsersList' | 'dueDate' | 'followUpDate';
const CHANGEABLE: readonly Changeable[] = ['candidateGroupsList', 'candidateUsersList', 'dueDate', 'followUpDate'];

/** `changedAttributes` names what the command's value replaces. */
export const updateUserTask: Processor<'USER_TASK'> = (step, { key, value }) => {
  const task = existingTask(step, key, 'update');
  if (task === undefined) return;
  const changes: Partial<Pick<UserTaskValue, Changeable>> = Object.fromEntries(
    CHANGEABLE.filter((attribute) => value.changedAttributes.includes(attribute)).map((attribute) => [attribute, value[attribute]]),
  );
  const updated = { ...task, ...changes, changedAttributes: value.changedAttributes, action: value.action === '' ? 'update' : value.action };
  step.emit('USER_TASK', 'UPDATING', key, updated);
  step.emitAndAnswer('USER_TASK', 'UPDATED', key, updated);
};
