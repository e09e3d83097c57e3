import { compositeKey } from '../../state.ts';
import type { Applier } from '../applier.ts';

export const messageSubscriptionCreated: Applier<'MESSAGE_SUBSCRIPTION'> = (state, key, value) => {
  state.messageSubscriptions.put(compositeKey(value.messageName, value.correlationKey), key, { correlating: false, value });
  state.messageSubscriptionOf.put(value.elementInstanceKey, value.messageName, key);
};
