import type { Applier } from '../applier.ts';

export const userTaskCompleted: Applier<'USER_TASK'> = (state, key, value) => {
  state.userTasks.remove('', key);
  const element = state.element(value.elementInstanceKey);
  if (element === undefined) return;
  const { userTaskKey: _, ...rest } = element;
  state.elementInstances.put('', element.key, rest);
};
