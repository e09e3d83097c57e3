import type { ExecutableFlowNode } from '../../model/types.ts';
import { inZeebesOrder } from '../../model/zeebes-order.ts';
import type { Key } from '../../records/types.ts';
import type { ExecutableNode } from '../../state/process-models.ts';
import type { MessageSubscriptionValue } from '../../records/values.ts';
import { evaluateOrFail, evaluateString, feelText, warningText } from '../expressions.ts';
import { ProcessingFailure } from '../failure.ts';
import type { Step } from '../step.ts';
import { firstTimer } from '../timer/due-date.ts';
import type { ElementContext } from './context.ts';

/** The events an element instance waits for besides its own work: itself (catch events, receive tasks) and its boundary events. */
export function subscribeToOwnEvents(step: Step, context: ElementContext): void {
  const { node } = context;
  subscribe(step, context, [...ownEvents(node), ...inZeebesOrder(node.boundaryEvents)]);
}

function ownEvents(node: ExecutableNode): ExecutableFlowNode[] {
  if (node.elementType === 'INTERMEDIATE_CATCH_EVENT' || node.elementType === 'RECEIVE_TASK') return [node];
  return node.elementType === 'EVENT_BASED_GATEWAY' ? node.outgoing.map(({ target }) => target) : [];
}

/** The start events of the event subprocesses in a scope, and the boundary events on it. */
export function subscribeToScopeEvents(step: Step, scope: ElementContext): void {
  subscribe(step, scope, [...eventSubprocessStarts(scope.node), ...inZeebesOrder(scope.node.boundaryEvents)]);
}

export function eventSubprocessStarts(scope: ExecutableNode): ExecutableFlowNode[] {
  return 'eventSubprocesses' in scope ? scope.eventSubprocesses.flatMap(({ startEvents }) => startEvents) : [];
}

/** All expressions first, event by event: where one fails, nothing is subscribed to. */
function subscribe(step: Step, context: ElementContext, events: readonly ExecutableFlowNode[]): void {
  const messages: { event: ExecutableFlowNode; name: string; correlationKey: string }[] = [];
  const timers: { event: ExecutableFlowNode; first: ReturnType<typeof firstTimer> }[] = [];
  const signals: { event: ExecutableFlowNode; name: string }[] = [];
  for (const event of events) {
    const { message, timer, signalName } = event;
    if (message !== undefined) messages.push({ event, name: evaluateString(step, message.name, context.key), correlationKey: correlationKey(step, event, context) });
    if (timer !== undefined) timers.push({ event, first: firstTimer(step, timer, context.key) });
    if (signalName !== undefined) signals.push({ event, name: evaluateString(step, signalName, context.key) });
  }
  for (const { event, name, correlationKey } of messages) openMessageSubscription(step, context, event, name, correlationKey);
  for (const { event, first } of timers) {
    step.emit('TIMER', 'CREATED', step.newKey(), {
      targetElementId: event.id, elementInstanceKey: context.key, processInstanceKey: context.value.processInstanceKey,
      processDefinitionKey: context.value.processDefinitionKey, tenantId: context.value.tenantId, ...first,
    });
  }
  for (const { event, name } of signals) {
    step.emit('SIGNAL_SUBSCRIPTION', 'CREATED', step.newKey(), {
      signalName: name, catchEventId: event.id, catchEventInstanceKey: context.key, bpmnProcessId: context.value.bpmnProcessId,
      processDefinitionKey: context.value.processDefinitionKey, tenantId: context.value.tenantId,
    });
  }
}

function correlationKey(step: Step, event: ExecutableFlowNode, context: ElementContext): string {
  const expression = event.message!.correlationKey;
  if (expression === undefined) return '';
  // A boundary event's key is made of what is around the activity, not of its local variables.
  const scopeKey = event.elementType === 'BOUNDARY_EVENT' ? context.value.flowScopeKey : context.key;
  const result = evaluateOrFail(step, expression, scopeKey);
  if (result.type === 'STRING') return JSON.parse(result.json) as string;
  if (result.type === 'NUMBER') return result.json;
  throw new ProcessingFailure(
    'EXTRACT_VALUE_ERROR',
    `Failed to extract the correlation key for '${feelText(expression)}': The value must be either a string or a number, but was `
      + `'${result.type}'.${warningText(result.warnings)}`,
    scopeKey,
  );
}

function openMessageSubscription(
  step: Step, { key, value }: ElementContext, event: ExecutableFlowNode, messageName: string, correlationKey: string,
): void {
  const subscription: MessageSubscriptionValue = {
    processInstanceKey: value.processInstanceKey, elementInstanceKey: key, bpmnProcessId: value.bpmnProcessId, messageName, correlationKey,
    interrupting: event.interrupting !== false, messageKey: '-1', variables: {}, tenantId: value.tenantId,
  };
  step.emit('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATING', step.newKey(), { ...subscription, elementId: event.id });
  step.command('MESSAGE_SUBSCRIPTION', 'CREATE', '-1', subscription);
}

/** Ends all waiting of an element instance, or its waiting for these events. */
export function unsubscribe(step: Step, elementInstanceKey: Key, events?: readonly ExecutableFlowNode[]): void {
  const concerns = (id: string) => events === undefined || events.some((event) => event.id === id);
  for (const [timerKey] of step.state.timersOf.entries(elementInstanceKey)) {
    const timer = step.state.timers.get('', timerKey);
    if (timer !== undefined && concerns(timer.targetElementId)) step.emit('TIMER', 'CANCELED', timerKey, timer);
  }
  for (const [, { key, value, state }] of step.state.processMessageSubscriptions.entries(elementInstanceKey)) {
    if (state === 'DELETING' || !concerns(value.elementId)) continue;
    step.emit('PROCESS_MESSAGE_SUBSCRIPTION', 'DELETING', key, value);
    step.command('MESSAGE_SUBSCRIPTION', 'DELETE', '-1', value);
  }
  for (const [, signalName] of step.state.signalSubscriptionsOf.entries(elementInstanceKey)) {
    const subscription = step.state.signalSubscriptions.get(signalName, elementInstanceKey);
    if (subscription !== undefined && concerns(subscription.value.catchEventId)) {
      step.emit('SIGNAL_SUBSCRIPTION', 'DELETED', subscription.key, subscription.value);
    }
  }
}
