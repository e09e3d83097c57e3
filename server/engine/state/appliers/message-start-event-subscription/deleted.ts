import type { Applier } from '../applier.ts';

export const messageStartEventSubscriptionDeleted: Applier<'MESSAGE_START_EVENT_SUBSCRIPTION'> = (state, _key, value) => {
  state.messageStartSubscriptions.remove(value.messageName, value.processDefinitionKey);
  state.messageStartsOf.remove(value.processDefinitionKey, value.messageName);
};
