import { compositeKey } from '../../state.ts';
import { removeMessageSubscription } from '../../message-subscription-removal.ts';
import type { Applier } from '../applier.ts';

export const messageSubscriptionCorrelated: Applier<'MESSAGE_SUBSCRIPTION'> = (state, key, value) => {
  if (value.interrupting) removeMessageSubscription(state, key, value);
  else state.messageSubscriptions.put(compositeKey(value.messageName, value.correlationKey), key, { correlating: false, value });
};
