import { compositeKey } from '../../state.ts';
import type { Applier } from '../applier.ts';

export const messageSubscriptionCorrelating: Applier<'MESSAGE_SUBSCRIPTION'> = (state, key, value) => {
  state.messageSubscriptions.put(compositeKey(value.messageName, value.correlationKey), key, { correlating: true, value });
  state.correlatedMessages.put(value.messageKey, value.bpmnProcessId, true);
};
