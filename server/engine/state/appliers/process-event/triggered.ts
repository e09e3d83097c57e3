import type { Applier } from '../applier.ts';

export const processEventTriggered: Applier<'PROCESS_EVENT'> = (state, key, value) => {
  state.eventTriggers.remove(value.scopeKey, key);
};
