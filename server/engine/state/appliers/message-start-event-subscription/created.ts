import type { Applier } from '../applier.ts';

export const messageStartEventSubscriptionCreated: Applier<'MESSAGE_START_EVENT_SUBSCRIPTION'> = (state, key, value) => {
  state.messageStartSubscriptions.put(value.messageName, value.processDefinitionKey, { key, value });
  state.messageStartsOf.put(value.processDefinitionKey, value.messageName, value.messageName);
};
