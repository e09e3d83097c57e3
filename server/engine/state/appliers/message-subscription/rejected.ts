import { removeMessageSubscription } from '../../message-subscription-removal.ts';
import type { Applier } from '../applier.ts';

/** The element takes no message any more: it waits for none from here on, and the message may go to another instance. */
export const messageSubscriptionRejected: Applier<'MESSAGE_SUBSCRIPTION'> = (state, _key, value) => {
  const key = state.messageSubscriptionOf.get(value.elementInstanceKey, value.messageName);
  if (key !== undefined) removeMessageSubscription(state, key, value);
  state.correlatedMessages.remove(value.messageKey, value.bpmnProcessId);
};
