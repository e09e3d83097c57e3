import { inZeebesOrder } from '../../model/zeebes-order.ts';
import { NO_KEY } from '../../records/types.ts';
import type { ExecutableFlowNode } from '../../model/types.ts';
import type { Key } from '../../records/types.ts';
import type { ElementInstance } from '../../state/state.ts';
import { correlateAfterEnd } from '../message/start-event-correlation.ts';
import type { Step } from '../step.ts';
import { finishCompensation, subscribeToCompensation } from './compensation.ts';
import { contextOf } from './context.ts';
import type { ElementContext } from './context.ts';
import { activateBoundaryEvent, activateEventSubprocess } from './event-activation.ts';
import { peekTrigger } from './event-triggers.ts';
import type { PendingTrigger } from './event-triggers.ts';
import { bodyAfterPath, bodyBeforePath } from './multi-instance-body.ts';
import { answerAwaitedResult } from './awaited-result.ts';
import { completeElement, isScopeDone, queueTermination, takeSequenceFlow } from './transitions.ts';

/** COMPLETED, then on: along the outgoing sequence flows, or (at the end of a path) the scope looks whether it is done. */
export function completeAndLeave(step: Step, context: ElementContext): void {
  const { node } = context;
  subscribeToCompensation(step, context);
  if (node.outgoing.length === 0) {
    endPath(step, context);
    finishCompensation(step, context);
    return;
  }
  step.emit('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', context.key, context.value);
  finishCompensation(step, context);
  for (const flow of inZeebesOrder(node.outgoing)) takeSequenceFlow(step, context, flow);
}

/** COMPLETED for an element after which nothing follows in its scope. */
export function endPath(step: Step, { key, value }: ElementContext): void {
  const scope = step.state.element(value.flowScopeKey);
  if (scope === undefined) return endProcess(step, { key, value });
  const body = scope.value.bpmnElementType === 'MULTI_INSTANCE_BODY';
  const conditionHolds = body && bodyBeforePath(step, scope, key);
  step.emit('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', key, value);
  if (body) bodyAfterPath(step, scope.key, conditionHolds);
  else if (isScopeDone(step, scope.key)) completeElement(step, scope.key, scope.value);
}

function endProcess(step: Step, { key, value }: Pick<ElementContext, 'key' | 'value'>): void {
  const lock = step.state.messageStartLockOf.get('', key);
  const answer = answerAwaitedResult(step, key);
  step.emit('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', key, value);
  answer();
  const caller = callerOf(step, { value });
  if (caller !== undefined) completeElement(step, caller.key, caller.value);
  if (lock !== undefined) correlateAfterEnd(step, lock.bpmnProcessId, lock.correlationKey);
}

/** How many scopes and callers one command ends from the inside out; the next goes on with those around them. */
const LEVELS_MAX = 100;

/**
 * TERMINATED, then on: a boundary event that caused it is activated, and the scope (or the caller) looks whether it is done.
 * To be called once nothing is active inside the element any more. `terminated` runs right after the event.
 */
export function finishTermination(step: Step, context: ElementContext, terminated?: () => void): void {
  let next = terminateOne(step, context, terminated);
  for (let level = 1; next !== undefined; level++) {
    if (level === LEVELS_MAX) return queueTermination(step, next);
    next = terminateOne(step, contextOf(step, next));
  }
}

/** Gives the scope or the caller that ends with it. */
function terminateOne(step: Step, context: ElementContext, terminated: () => void = () => undefined): ElementInstance | undefined {
  const { key, value } = context;
  const scope = step.state.element(value.flowScopeKey);
  const trigger = boundaryTrigger(step, context);
  const lock = step.state.messageStartLockOf.get('', key);
  const caller = scope === undefined ? callerOf(step, context) : undefined;
  step.emit('PROCESS_INSTANCE', 'ELEMENT_TERMINATED', key, value);
  terminated();
  if (lock !== undefined) correlateAfterEnd(step, lock.bpmnProcessId, lock.correlationKey);
  if (scope === undefined) return caller;
  if (trigger !== undefined && acceptsEvents(scope)) activateBoundaryEvent(step, context, trigger);
  return afterChildTerminated(step, scope.key);
}

/** Gives the scope where it ends with its last child. */
function afterChildTerminated(step: Step, scopeKey: Key): ElementInstance | undefined {
  const scope = step.state.element(scopeKey);
  if (scope === undefined || scope.childCount > 0) return undefined;
  if (scope.state === 'TERMINATING') return scope;
  const trigger = interruptingTrigger(step, scope);
  if (trigger !== undefined) activateEventSubprocess(step, contextOf(step, scope), trigger.elementId);
  else if (isScopeDone(step, scopeKey)) completeElement(step, scopeKey, scope.value);
  return undefined;
}

/** The event that interrupted the scope waits until nothing else is active in it. */
function interruptingTrigger(step: Step, { key, value, interruptedBy }: ElementInstance): PendingTrigger | undefined {
  if (interruptedBy === undefined) return undefined;
  const trigger = peekTrigger(step, key);
  const event = trigger === undefined ? undefined : step.state.models.element(value.processDefinitionKey, trigger.elementId);
  return event?.scope?.id === interruptedBy ? trigger : undefined;
}

function boundaryTrigger(step: Step, { key, node }: ElementContext): PendingTrigger | undefined {
  const trigger = peekTrigger(step, key);
  return trigger !== undefined && node.boundaryEvents.some(({ id }) => id === trigger.elementId) ? trigger : undefined;
}

/** Can an event still start something in this scope? */
export function acceptsEvents(scope: ElementInstance): boolean {
  return scope.state === 'ACTIVATED' && scope.interruptedBy === undefined;
}

/** Can the event happen to the element instance that waits for it? What ends the waiting happens once; nothing happens in an interrupted scope. */
export function canTrigger(step: Step, instance: ElementInstance | undefined, event: ExecutableFlowNode): instance is ElementInstance {
  if (instance?.state !== 'ACTIVATED') return false;
  const isBoundary = event.elementType === 'BOUNDARY_EVENT';
  if ((instance.interruptedBy !== undefined || instance.wasInterrupted) && !isBoundary) return false;
  for (const [, { elementId }] of step.state.eventTriggers.entries(instance.key)) {
    const happened = instance.value.elementId === elementId ? undefined : step.state.models.element(instance.value.processDefinitionKey, elementId);
    if (happened?.elementType === 'BOUNDARY_EVENT' && happened.interrupting !== false) return false;
    if (!isBoundary && (happened?.elementType === 'INTERMEDIATE_CATCH_EVENT' || (elementId === event.id && event.interrupting !== false))) return false;
  }
  return step.state.element(instance.value.flowScopeKey)?.interruptedBy === undefined;
}

function callerOf(step: Step, { value }: Pick<ElementContext, 'value'>): ElementInstance | undefined {
  return value.parentElementInstanceKey === NO_KEY ? undefined : step.state.element(value.parentElementInstanceKey);
}
