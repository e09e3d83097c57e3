import type { Key } from '../../records/types.ts';
import type { MessageStartEventSubscriptionValue, MessageValue } from '../../records/values.ts';
import { compositeKey } from '../../state/state.ts';
import { latestVersion } from '../../state/process-versions.ts';
import { startInstance } from '../process-instance-creation/start-by-event.ts';
import type { Step } from '../step.ts';

/** A message starts one instance of each process that has a start event for it. */
export function correlateToStartEvents(step: Step, messageKey: Key, message: MessageValue): void {
  for (const [, { key, value }] of step.state.messageStartSubscriptions.entries(message.name)) {
    correlate(step, key, value, messageKey, message);
  }
}

/** An instance that a message with a correlation key started has ended: the next such message may start one. */
export function correlateAfterEnd(step: Step, bpmnProcessId: string, correlationKey: string): void {
  const latest = latestVersion(step.state, bpmnProcessId);
  if (latest === undefined) return;
  for (const [, messageName] of step.state.messageStartsOf.entries(latest.processDefinitionKey)) {
    const subscription = step.state.messageStartSubscriptions.get(messageName, latest.processDefinitionKey);
    if (subscription === undefined) continue;
    for (const [messageKey] of step.state.messagesByName.entries(compositeKey(messageName, correlationKey))) {
      const message = step.state.messages.get('', messageKey);
      if (message === undefined || message.deadline <= step.now) continue;
      if (correlate(step, subscription.key, subscription.value, messageKey, message)) return;
    }
  }
}

function correlate(
  step: Step, key: Key, subscription: MessageStartEventSubscriptionValue, messageKey: Key, { correlationKey, variables }: MessageValue,
): boolean {
  const { bpmnProcessId, processDefinitionKey, startEventId } = subscription;
  const running = correlationKey !== '' && step.state.messageStartLocks.get('', compositeKey(bpmnProcessId, correlationKey)) !== undefined;
  if (running || step.state.correlatedMessages.get(messageKey, bpmnProcessId) !== undefined) return false;
  const processInstanceKey = step.newKey();
  step.emit('MESSAGE_START_EVENT_SUBSCRIPTION', 'CORRELATED', key, {
    ...subscription, correlationKey, messageKey, processInstanceKey, variables,
  });
  startInstance(step, processDefinitionKey, processInstanceKey, startEventId, variables);
  return true;
}
