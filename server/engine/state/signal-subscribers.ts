import { NO_KEY } from '../records/types.ts';
import type { Key } from '../records/types.ts';
import type { SignalSubscriptionValue } from '../records/values.ts';

/** What waits for a signal: an element instance, or the process definition of a start event. */
export function signalSubscriber({ catchEventInstanceKey, processDefinitionKey }: SignalSubscriptionValue): Key {
  return catchEventInstanceKey === NO_KEY ? processDefinitionKey : catchEventInstanceKey;
}
