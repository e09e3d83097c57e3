import type { Key } from '../records/types.ts';
import type { MessageSubscriptionValue } from '../records/values.ts';
import { compositeKey } from './state.ts';
import type { State } from './state.ts';

export function removeMessageSubscription(state: State, key: Key, value: MessageSubscriptionValue): void {
  state.messageSubscriptions.remove(compositeKey(value.messageName, value.correlationKey), key);
  state.messageSubscriptionOf.remove(value.elementInstanceKey, value.messageName);
}
