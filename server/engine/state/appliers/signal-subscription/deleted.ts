import { signalSubscriber } from '../../signal-subscribers.ts';
import type { Applier } from '../applier.ts';

export const signalSubscriptionDeleted: Applier<'SIGNAL_SUBSCRIPTION'> = (state, _key, value) => {
  const subscriber = signalSubscriber(value);
  state.signalSubscriptions.remove(value.signalName, subscriber);
  state.signalSubscriptionsOf.remove(subscriber, value.signalName);
};
