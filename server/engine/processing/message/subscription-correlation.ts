import type { Key } from '../../records/types.ts';
import type { MessageSubscriptionValue, MessageValue } from '../../records/values.ts';
import { compositeKey } from '../../state/state.ts';
import type { Step } from '../step.ts';

/** A message goes to one waiting instance of each process. Gives what is left to be done: to tell the instances. */
export function correlateToSubscriptions(step: Step, messageKey: Key, message: MessageValue): () => void {
  const tellings: (() => void)[] = [];
  for (const [key, { value, correlating }] of step.state.messageSubscriptions.entries(compositeKey(message.name, message.correlationKey))) {
    if (!correlating && canCorrelate(step, messageKey, value)) tellings.push(correlate(step, key, value, messageKey, message));
  }
  return () => tellings.forEach((tell) => tell());
}

/** A subscription takes the oldest buffered message that fits; false where there is none. */
export function correlateBuffered(step: Step, key: Key, subscription: MessageSubscriptionValue): boolean {
  const group = compositeKey(subscription.messageName, subscription.correlationKey);
  for (const [messageKey] of step.state.messagesByName.entries(group)) {
    const message = step.state.messages.get('', messageKey);
    if (message === undefined || message.deadline <= step.now || !canCorrelate(step, messageKey, subscription)) continue;
    correlate(step, key, subscription, messageKey, message)();
    return true;
  }
  return false;
}

function canCorrelate(step: Step, messageKey: Key, { bpmnProcessId }: MessageSubscriptionValue): boolean {
  return step.state.correlatedMessages.get(messageKey, bpmnProcessId) === undefined;
}

function correlate(step: Step, key: Key, subscription: MessageSubscriptionValue, messageKey: Key, { variables }: MessageValue): () => void {
  const value = { ...subscription, messageKey, variables };
  step.emit('MESSAGE_SUBSCRIPTION', 'CORRELATING', key, value);
  return () => step.command('PROCESS_MESSAGE_SUBSCRIPTION', 'CORRELATE', '-1', { ...value, interrupting: true, elementId: '' });
}
