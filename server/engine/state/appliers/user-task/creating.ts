import type { Applier } from '../applier.ts';

export const userTaskCreating: Applier<'USER_TASK'> = (state, key, value) => {
  state.userTasks.put('', key, value);
  const element = state.element(value.elementInstanceKey);
  if (element !== undefined) state.elementInstances.put('', element.key, { ...element, userTaskKey: key });
};
