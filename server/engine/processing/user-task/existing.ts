import type { Key } from '../../records/types.ts';
import type { UserTaskValue } from '../../records/values.ts';
import type { Step } from '../step.ts';

/** Rejects the current command, and returns undefined, where there is no such task. */
export function existingTask(step: Step, key: Key, intention: 'complete' | 'assign' | 'claim' | 'update'): UserTaskValue | undefined {
  const task = step.state.userTasks.get('', key);
  if (task === undefined) step.reject('NOT_FOUND', `Expected to ${intention} user task with key '${key}', but no such user task was found`);
  return task;
}
