import { compositeKey } from '../../state/state.ts';
import type { Processor } from '../processor.ts';
import { correlateToSubscriptions } from '../message/subscription-correlation.ts';

/** The instance is gone: the message goes to another instance of the process, where one waits. */
export const rejectMessageSubscription: Processor<'MESSAGE_SUBSCRIPTION'> = (step, { value }) => {
  const { elementInstanceKey, messageName, messageKey } = value;
  const key = step.state.messageSubscriptionOf.get(elementInstanceKey, messageName);
  const group = compositeKey(messageName, value.correlationKey);
  if (key !== undefined && step.state.messageSubscriptions.get(group, key) === undefined) return;
  step.emit('MESSAGE_SUBSCRIPTION', 'REJECTED', key ?? '-1', value);
  const message = step.state.messages.get('', messageKey);
  if (message !== undefined) correlateToSubscriptions(step, messageKey, message);
};
