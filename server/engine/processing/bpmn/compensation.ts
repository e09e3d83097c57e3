import type { ExecutableFlowNode } from '../../model/types.ts';
import { inZeebesOrder } from '../../model/zeebes-order.ts';
import { NO_KEY } from '../../records/types.ts';
import type { Key } from '../../records/types.ts';
import type { CompensationSubscriptionValue } from '../../records/values.ts';
import type { Step } from '../step.ts';
import { valueFor } from './context.ts';
import type { ElementContext } from './context.ts';
import { completeElement } from './transitions.ts';

interface Subscription {
  readonly key: Key;
  readonly value: CompensationSubscriptionValue;
}

/** Remembers what a completing activity did, where it can be undone: by its handler, or by those of activities inside it. */
export function subscribeToCompensation(step: Step, context: ElementContext): void {
  const { key, value, node } = context;
  const events = compensationEvents(node);
  if (events.length === 0 && !holdsCompensations(step, context)) return;
  step.emit('COMPENSATION_SUBSCRIPTION', 'CREATED', step.newKey(), {
    processInstanceKey: value.processInstanceKey, processDefinitionKey: value.processDefinitionKey, tenantId: value.tenantId,
    compensableActivityId: node.id, compensableActivityInstanceKey: key, compensableActivityScopeKey: value.flowScopeKey,
    compensationHandlerId: events.find(({ compensationHandler }) => compensationHandler !== undefined)?.compensationHandler?.id ?? '',
    compensationHandlerInstanceKey: NO_KEY, throwEventId: '', throwEventInstanceKey: NO_KEY, variables: {},
  });
}

function compensationEvents(node: ExecutableFlowNode): ExecutableFlowNode[] {
  return inZeebesOrder(node.boundaryEvents).filter(({ eventType }) => eventType === 'COMPENSATION');
}

function holdsCompensations(step: Step, { key, value, node }: ElementContext): boolean {
  if (node.elementType !== 'SUB_PROCESS' && node.elementType !== 'MULTI_INSTANCE_BODY') return false;
  return hasCompensationIn(subscriptionsOf(step, value.processInstanceKey), key);
}

function subscriptionsOf(step: Step, processInstanceKey: Key): Subscription[] {
  return [...step.state.compensations.entries(processInstanceKey)].map(([key, value]) => ({ key, value }));
}

function hasCompensationIn(subscriptions: readonly Subscription[], scopeKey: Key): boolean {
  return subscriptions.some(({ value }) => value.compensableActivityScopeKey === scopeKey);
}

/**
 * Undoes what was done in the scope of the throwing event, by a throw event in an event subprocess also what was done around that: all of
 * it, or what one activity did. False where there is nothing to undo.
 */
export function triggerCompensation(step: Step, context: ElementContext): boolean {
  const { value, node } = context;
  const open = subscriptionsOf(step, value.processInstanceKey).filter((subscription) => subscription.value.throwEventId === '');
  const outer = node.scope?.elementType === 'EVENT_SUB_PROCESS' ? step.state.element(value.flowScopeKey)?.value.flowScopeKey : undefined;
  const undone = open.filter(({ value: { compensableActivityScopeKey: scope, compensableActivityId: activity } }) =>
    (scope === value.flowScopeKey || scope === outer) && (node.compensatedActivity === undefined || node.compensatedActivity === activity));
  for (const subscription of undone) trigger(step, context, open, subscription);
  return undone.length > 0;
}

/** Starts the handler, then those of what was done inside the activity. All of them belong to the scope of the throwing event. */
function trigger(step: Step, context: ElementContext, open: readonly Subscription[], { key, value }: Subscription): void {
  const handlerKey = value.compensationHandlerId === '' ? NO_KEY : activateHandler(step, context, value.compensableActivityId);
  step.emit('COMPENSATION_SUBSCRIPTION', 'TRIGGERED', key, {
    ...value, throwEventId: context.node.id, throwEventInstanceKey: context.key, compensationHandlerInstanceKey: handlerKey,
  });
  for (const inner of open) {
    if (inner.value.compensableActivityScopeKey === value.compensableActivityInstanceKey) trigger(step, context, open, inner);
  }
}

function activateHandler(step: Step, { value }: ElementContext, activityId: string): Key {
  const [event] = compensationEvents(step.state.models.element(value.processDefinitionKey, activityId) as ExecutableFlowNode);
  if (event?.compensationHandler === undefined) throw new Error(`No compensation boundary event found for activity '${activityId}'`);
  const eventKey = step.newKey();
  const eventValue = valueFor(value, event, value.flowScopeKey);
  for (const intent of ['ELEMENT_ACTIVATING', 'ELEMENT_ACTIVATED', 'ELEMENT_COMPLETING', 'ELEMENT_COMPLETED'] as const) {
    step.emit('PROCESS_INSTANCE', intent, eventKey, eventValue);
  }
  const handlerKey = step.newKey();
  step.command('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', handlerKey, {
    ...valueFor(value, event.compensationHandler, value.flowScopeKey), bpmnEventType: 'COMPENSATION',
  });
  return handlerKey;
}

/** A handler completed: the throwing event goes on after its last. */
export function finishCompensation(step: Step, { key, value }: ElementContext): void {
  if (value.bpmnEventType !== 'COMPENSATION') return;
  const done = subscriptionsOf(step, value.processInstanceKey)
    .find((subscription) => subscription.value.throwEventId !== '' && subscription.value.compensationHandlerInstanceKey === key);
  if (done === undefined) return;
  step.emit('COMPENSATION_SUBSCRIPTION', 'COMPLETED', done.key, done.value);
  finishScopes(step, done.value);
  const { throwEventInstanceKey } = done.value;
  const thrower = step.state.element(throwEventInstanceKey);
  const waits = subscriptionsOf(step, value.processInstanceKey).some((other) => other.value.throwEventInstanceKey === throwEventInstanceKey);
  if (!waits && thrower !== undefined) completeElement(step, thrower.key, thrower.value);
}

/** The scopes that nothing is left to undo in, from the inside out. */
function finishScopes(step: Step, { processInstanceKey, compensableActivityScopeKey: scopeKey }: CompensationSubscriptionValue): void {
  const subscriptions = subscriptionsOf(step, processInstanceKey);
  if (hasCompensationIn(subscriptions, scopeKey)) return;
  const scope = subscriptions.find(({ value }) => value.compensableActivityInstanceKey === scopeKey && value.compensationHandlerId === '');
  if (scope === undefined) return;
  step.emit('COMPENSATION_SUBSCRIPTION', 'COMPLETED', scope.key, scope.value);
  finishScopes(step, scope.value);
}

/** Of a process instance that ends. */
export function forgetCompensations(step: Step, processInstanceKey: Key): void {
  for (const { key, value } of subscriptionsOf(step, processInstanceKey)) step.emit('COMPENSATION_SUBSCRIPTION', 'DELETED', key, value);
}

/** Of a subprocess that is terminated: what was done in it, from the outside in. */
export function forgetCompensationsIn(step: Step, { key, value }: ElementContext): void {
  forgetInside(step, subscriptionsOf(step, value.processInstanceKey), key);
}

function forgetInside(step: Step, subscriptions: readonly Subscription[], scopeKey: Key): void {
  for (const { key, value } of subscriptions) {
    if (value.compensableActivityScopeKey !== scopeKey) continue;
    step.emit('COMPENSATION_SUBSCRIPTION', 'DELETED', key, value);
    forgetInside(step, subscriptions, value.compensableActivityInstanceKey);
  }
}
