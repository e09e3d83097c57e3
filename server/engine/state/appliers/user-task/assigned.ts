import type { Applier } from '../applier.ts';

export const userTaskAssigned: Applier<'USER_TASK'> = (state, key, value) => {
  state.userTasks.put('', key, { ...value, variables: {}, action: '', changedAttributes: [] });
};
