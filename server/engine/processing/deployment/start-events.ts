import type { ExecutableProcess } from '../../model/types.ts';
import { inZeebesOrder } from '../../model/zeebes-order.ts';
import { DEFAULT_TENANT, NO_KEY } from '../../records/types.ts';
import type { Key } from '../../records/types.ts';
import type { ProcessMetadata } from '../../records/values.ts';
import { evaluateString } from '../expressions.ts';
import { ProcessingFailure } from '../failure.ts';
import type { Step } from '../step.ts';
import { firstTimer } from '../timer/due-date.ts';

/** Start events are evaluated without an instance: no scope, no variables. */
const NO_SCOPE = NO_KEY;

export function startTimerProblem(step: Step, processes: readonly ExecutableProcess[]): string | undefined {
  try {
    for (const { startEvents } of processes) {
      for (const { timer } of startEvents) if (timer !== undefined) firstTimer(step, timer, NO_SCOPE);
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof ProcessingFailure)) throw error;
    return `Expected to create timer for start event, but encountered the following error: ${error.message}`;
  }
}

export function createStartTimers(step: Step, process: ExecutableProcess, { processDefinitionKey, tenantId }: ProcessMetadata): void {
  for (const { id, timer } of process.startEvents) {
    if (timer === undefined) continue;
    step.emit('TIMER', 'CREATED', step.newKey(), {
      targetElementId: id, elementInstanceKey: NO_KEY, processInstanceKey: NO_KEY, processDefinitionKey, tenantId,
      ...firstTimer(step, timer, NO_SCOPE),
    });
  }
}

/** Only the latest version starts by itself. */
export function cancelStartTimers(step: Step, processDefinitionKey: Key): void {
  for (const [key] of step.state.timersOf.entries(processDefinitionKey)) {
    const timer = step.state.timers.get('', key);
    if (timer !== undefined) step.emit('TIMER', 'CANCELED', key, timer);
  }
}

/** The messages and signals that start the process; from its last start event to the first, as Zeebe does. */
export function openStarts(step: Step, process: ExecutableProcess, { processDefinitionKey, tenantId }: ProcessMetadata): void {
  for (const { id, message, signalName } of inZeebesOrder(process.startEvents)) {
    if (message !== undefined) {
      step.emit('MESSAGE_START_EVENT_SUBSCRIPTION', 'CREATED', step.newKey(), {
        processDefinitionKey, bpmnProcessId: process.id, startEventId: id, messageName: evaluateString(step, message.name, NO_SCOPE),
        correlationKey: '', messageKey: NO_KEY, processInstanceKey: NO_KEY, variables: {}, tenantId: tenantId || DEFAULT_TENANT,
      });
    } else if (signalName !== undefined) {
      step.emit('SIGNAL_SUBSCRIPTION', 'CREATED', step.newKey(), {
        signalName: evaluateString(step, signalName, NO_SCOPE), catchEventId: id, catchEventInstanceKey: NO_KEY, bpmnProcessId: process.id,
        processDefinitionKey, tenantId: tenantId || DEFAULT_TENANT,
      });
    }
  }
}

export function closeStarts(step: Step, processDefinitionKey: Key): void {
  for (const [, messageName] of step.state.messageStartsOf.entries(processDefinitionKey)) {
    const subscription = step.state.messageStartSubscriptions.get(messageName, processDefinitionKey);
    if (subscription !== undefined) step.emit('MESSAGE_START_EVENT_SUBSCRIPTION', 'DELETED', subscription.key, subscription.value);
  }
  for (const [, signalName] of step.state.signalSubscriptionsOf.entries(processDefinitionKey)) {
    const subscription = step.state.signalSubscriptions.get(signalName, processDefinitionKey);
    if (subscription !== undefined) step.emit('SIGNAL_SUBSCRIPTION', 'DELETED', subscription.key, subscription.value);
  }
}
