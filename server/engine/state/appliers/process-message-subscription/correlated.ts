import type { Applier } from '../applier.ts';

export const processMessageSubscriptionCorrelated: Applier<'PROCESS_MESSAGE_SUBSCRIPTION'> = (state, key, value) => {
  if (value.interrupting) state.processMessageSubscriptions.remove(value.elementInstanceKey, value.messageName);
  else state.processMessageSubscriptions.put(value.elementInstanceKey, value.messageName, { key, state: 'CREATED', value });
};
