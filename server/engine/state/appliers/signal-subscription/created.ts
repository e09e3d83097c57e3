import { signalSubscriber } from '../../signal-subscribers.ts';
import type { Applier } from '../applier.ts';

export const signalSubscriptionCreated: Applier<'SIGNAL_SUBSCRIPTION'> = (state, key, value) => {
  const subscriber = signalSubscriber(value);
  state.signalSubscriptions.put(value.signalName, subscriber, { key, value });
  state.signalSubscriptionsOf.put(subscriber, value.signalName, value.signalName);
};
