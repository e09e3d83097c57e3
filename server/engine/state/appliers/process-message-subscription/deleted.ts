import type { Applier } from '../applier.ts';

export const processMessageSubscriptionDeleted: Applier<'PROCESS_MESSAGE_SUBSCRIPTION'> = (state, _key, value) => {
  state.processMessageSubscriptions.remove(value.elementInstanceKey, value.messageName);
};
