import { removeMessageSubscription } from '../../message-subscription-removal.ts';
import type { Applier } from '../applier.ts';

export const messageSubscriptionDeleted: Applier<'MESSAGE_SUBSCRIPTION'> = (state, key, value) => removeMessageSubscription(state, key, value);
