import type { Applier } from '../applier.ts';

export const processMessageSubscriptionDeleting: Applier<'PROCESS_MESSAGE_SUBSCRIPTION'> = (state, key, value) => {
  state.processMessageSubscriptions.put(value.elementInstanceKey, value.messageName, { key, state: 'DELETING', value });
};
