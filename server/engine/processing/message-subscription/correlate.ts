import { compositeKey } from '../../state/state.ts';
import { correlateBuffered } from '../message/subscription-correlation.ts';
import type { Processor } from '../processor.ts';

/** The instance took the message: a waiting that goes on may take the next one. */
export const correlateMessageSubscription: Processor<'MESSAGE_SUBSCRIPTION'> = (step, { value: { elementInstanceKey, messageName, correlationKey } }) => {
  const key = step.state.messageSubscriptionOf.get(elementInstanceKey, messageName);
  const subscription = key === undefined ? undefined : step.state.messageSubscriptions.get(compositeKey(messageName, correlationKey), key);
  if (key === undefined || subscription === undefined) {
    return step.reject(
      'NOT_FOUND',
      `Expected to correlate subscription for element with key '${elementInstanceKey}' and message name '${messageName}', `
        + 'but no such message subscription exists',
    );
  }
  step.emit('MESSAGE_SUBSCRIPTION', 'CORRELATED', key, subscription.value);
  if (!subscription.value.interrupting) correlateBuffered(step, key, subscription.value);
};
