import type { Applier } from '../applier.ts';

export const messageSubscriptionRejected: Applier<'MESSAGE_SUBSCRIPTION'> = (state, _key, value) => {
  state.correlatedMessages.remove(value.messageKey, value.bpmnProcessId);
};
