import { withoutListenersDone } from '../../listeners-reset.ts';
import type { Applier } from '../applier.ts';

export const elementActivated: Applier<'PROCESS_INSTANCE'> = (state, key) => {
  const element = state.element(key);
  if (element !== undefined) state.elementInstances.put('', key, { ...withoutListenersDone(element), state: 'ACTIVATED' });
};
