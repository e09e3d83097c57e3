import type { Applier } from '../applier.ts';

export const elementCompleting: Applier<'PROCESS_INSTANCE'> = (state, key) => {
  const element = state.element(key);
  if (element !== undefined) state.elementInstances.put('', key, { ...element, state: 'COMPLETING' });
};
