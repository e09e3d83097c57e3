import type { Applier } from '../applier.ts';

export const processMessageSubscriptionCreated: Applier<'PROCESS_MESSAGE_SUBSCRIPTION'> = (state, key, value) => {
  state.processMessageSubscriptions.put(value.elementInstanceKey, value.messageName, { key, state: 'CREATED', value });
};
