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

/** All expressions first: where one fails, nothing is subscribed to. */
function subscribe(step: Step, context: ElementContext, events: readonly ExecutableFlowNode[]): void {
  const messages = events.filter(({ message }) => message !== undefined)
    .map((event) => ({ event, name: messageName(step, event, context), correlationKey: correlationKey(step, event, context) }));
  const timers = events.filter(({ timer }) => timer !== undefined)
    .map((event) => ({ event, first: firstTimer(step, event.timer!, expressionScope(event, context)) }));
  const signals = events.filter(({ signalName }) => signalName !== undefined)
    .map((event) => ({ event, name: evaluateString(step, event.signalName!, expressionScope(event, context)) }));
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

/** A boundary event's expressions see what is around the activity, not its local variables. */
function expressionScope(event: ExecutableFlowNode, { key, value }: ElementContext): Key {
  return event.elementType === 'BOUNDARY_EVENT' ? value.flowScopeKey : key;
}

function messageName(step: Step, event: ExecutableFlowNode, context: ElementContext): string {
  return evaluateString(step, event.message!.name, expressionScope(event, context));
}

function correlationKey(step: Step, event: ExecutableFlowNode, context: ElementContext): string {
  const expression = event.message!.correlationKey;
  if (expression === undefined) return '';
  const scopeKey = expressionScope(event, context);
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
