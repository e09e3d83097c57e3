import type { ExecutableFlowNode } from '../../model/types.ts';
import type { JsonText } from '../../expressions/index.ts';
import { inZeebesOrder } from '../../model/zeebes-order.ts';
import { NO_KEY } from '../../records/types.ts';
import type { Key } from '../../records/types.ts';
import { inNameOrder } from '../../state/name-order.ts';
import type { ExecutableNode } from '../../state/process-models.ts';
import type { MessageSubscriptionValue, ProcessMessageSubscriptionValue } from '../../records/values.ts';
import { evaluateOrFail, evaluateString, feelText, warningText } from '../expressions.ts';
import { CommandRefused, ProcessingFailure } from '../failure.ts';
import type { Step } from '../step.ts';
import { firstTimer } from '../timer/due-date.ts';
import type { TimerPlan } from '../timer/due-date.ts';
import type { ElementContext } from './context.ts';

/** The events an element instance waits for besides its own work: itself (catch events, receive tasks) and its boundary events. */
export function subscribeToOwnEvents(step: Step, context: ElementContext): void {
  const { node } = context;
  subscribe(step, context, [...ownEvents(node), ...inZeebesOrder(node.boundaryEvents)]);
}

function ownEvents(node: ExecutableNode): ExecutableFlowNode[] {
  if (node.elementType === 'INTERMEDIATE_CATCH_EVENT' || node.elementType === 'RECEIVE_TASK') return [node];
  return node.elementType === 'EVENT_BASED_GATEWAY' ? inZeebesOrder(node.outgoing).map(({ target }) => target) : [];
}

/** The start events of the event subprocesses in a scope, and the boundary events on it. */
export function subscribeToScopeEvents(step: Step, scope: ElementContext): void {
  subscribe(step, scope, scopeEvents(scope.node));
}

/** The same for a command that opens the scope: it is refused where the scope cannot wait for its events. */
export function subscribeOrRefuse(step: Step, scope: ElementContext): void {
  try {
    subscribeToScopeEvents(step, scope);
  } catch (error) {
    if (!(error instanceof ProcessingFailure)) throw error;
    throw new CommandRefused('INVALID_ARGUMENT', `Expected to subscribe to catch event(s) of '${scope.node.id}' but ${error.message}`);
  }
}

export function scopeEvents(scope: ExecutableNode): ExecutableFlowNode[] {
  return [...eventSubprocessStarts(scope), ...inZeebesOrder(scope.boundaryEvents)];
}

export function eventSubprocessStarts(scope: ExecutableNode): ExecutableFlowNode[] {
  return 'eventSubprocesses' in scope ? scope.eventSubprocesses.flatMap(({ startEvents }) => startEvents) : [];
}

/** All expressions first, event by event: where one fails, nothing is subscribed to. */
function subscribe(step: Step, context: ElementContext, events: readonly ExecutableFlowNode[]): void {
  openSubscriptions(step, context, events.filter(isAwaited).map((event) => awaitedEvent(step, context, event)));
}

/** An event that an element instance waits for, its expressions evaluated. */
export interface AwaitedEvent {
  readonly event: ExecutableFlowNode;
  readonly message?: { readonly name: string; readonly correlationKey: string };
  readonly timer?: TimerPlan;
  readonly signalName?: string;
}

export function isAwaited({ message, timer, signalName }: ExecutableFlowNode): boolean {
  return message !== undefined || timer !== undefined || signalName !== undefined;
}

/** @throws ProcessingFailure where an expression of the event has no usable result. */
export function awaitedEvent(step: Step, context: ElementContext, event: ExecutableFlowNode): AwaitedEvent {
  const { message, timer, signalName } = event;
  if (message !== undefined) {
    return { event, message: { name: evaluateString(step, message.name, context.key), correlationKey: correlationKey(step, event, context) } };
  }
  if (timer !== undefined) return { event, timer: firstTimer(step, timer, context.key) };
  return { event, signalName: evaluateString(step, signalName!, context.key) };
}

export function openSubscriptions(step: Step, context: ElementContext, awaited: readonly AwaitedEvent[]): void {
  for (const { event, message } of awaited) {
    if (message !== undefined) openMessageSubscription(step, context, event, message.name, message.correlationKey);
  }
  for (const { event, timer } of awaited) {
    if (timer === undefined) continue;
    step.emit('TIMER', 'CREATED', step.newKey(), {
      targetElementId: event.id, elementInstanceKey: context.key, processInstanceKey: context.value.processInstanceKey,
      processDefinitionKey: context.value.processDefinitionKey, tenantId: context.value.tenantId, ...timer,
    });
  }
  for (const { event, signalName } of awaited) {
    if (signalName === undefined) continue;
    step.emit('SIGNAL_SUBSCRIPTION', 'CREATED', step.newKey(), {
      signalName, catchEventId: event.id, catchEventInstanceKey: context.key, bpmnProcessId: context.value.bpmnProcessId,
      processDefinitionKey: context.value.processDefinitionKey, tenantId: context.value.tenantId,
    });
  }
}

/** A boundary event's correlation key sees what is around the activity, not its local variables; all other expressions see those too. */
function correlationKey(step: Step, event: ExecutableFlowNode, { key, value }: ElementContext): string {
  const expression = event.message!.correlationKey;
  if (expression === undefined) return '';
  const scopeKey = event.elementType === 'BOUNDARY_EVENT' ? value.flowScopeKey : key;
  const result = evaluateOrFail(step, expression, scopeKey);
  if (result.type === 'STRING') return JSON.parse(result.json) as string;
  if (result.type === 'NUMBER') return wholeNumber(result.json);
  throw new ProcessingFailure(
    'EXTRACT_VALUE_ERROR',
    `Failed to extract the correlation key for '${feelText(expression)}': The value must be either a string or a number, but was `
      + `'${result.type}'.${warningText(result.warnings)}`,
    scopeKey,
  );
}

/** Of a number with a fraction, what is before the point. */
function wholeNumber(json: JsonText): string {
  return /[.e]/i.test(json) ? String(BigInt(Math.trunc(Number(json)))) : json;
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
  unsubscribeFromMessages(step, elementInstanceKey, ({ elementId }) => concerns(elementId));
  for (const [, signalName] of inNameOrder(step.state.signalSubscriptionsOf.entries(elementInstanceKey), ([, name]) => name)) {
    const subscription = step.state.signalSubscriptions.get(signalName, elementInstanceKey);
    if (subscription !== undefined && concerns(subscription.value.catchEventId)) {
      step.emit('SIGNAL_SUBSCRIPTION', 'DELETED', subscription.key, subscription.value);
    }
  }
}

export function unsubscribeFromMessages(
  step: Step, elementInstanceKey: Key, concerns: (subscription: ProcessMessageSubscriptionValue) => boolean,
): void {
  const subscriptions = inNameOrder(step.state.processMessageSubscriptions.entries(elementInstanceKey), ([, { value }]) => value.messageName);
  for (const [, { key, value, state }] of subscriptions) {
    if (state === 'DELETING' || !concerns(value)) continue;
    step.emit('PROCESS_MESSAGE_SUBSCRIPTION', 'DELETING', key, value);
    const { processInstanceKey, messageName, tenantId } = value;
    step.command('MESSAGE_SUBSCRIPTION', 'DELETE', '-1', {
      processInstanceKey, elementInstanceKey, bpmnProcessId: '', messageName, correlationKey: '', interrupting: true, messageKey: NO_KEY, variables: {}, tenantId,
    });
  }
}
