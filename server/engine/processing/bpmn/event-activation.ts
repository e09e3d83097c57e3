import type { ExecutableFlowNode } from '../../model/types.ts';
import { NO_KEY } from '../../records/types.ts';
import type { Key, Variables } from '../../records/types.ts';
import type { ElementInstance } from '../../state/state.ts';
import type { Step } from '../step.ts';
import { mergeLocalDocument } from '../variables.ts';
import { contextOf, valueFor } from './context.ts';
import type { ElementContext } from './context.ts';
import { consumeTrigger, peekTrigger, recordTrigger, startTrigger } from './event-triggers.ts';
import type { PendingTrigger } from './event-triggers.ts';
import { eventSubprocessStarts, unsubscribe } from './subscriptions.ts';
import { completeElement, terminateChildrenAtOnce, terminateElement } from './transitions.ts';

/**
 * Something happened to a waiting element instance: `event` is the catch event it is about (the element itself, a boundary event on it, or
 * the start event of an event subprocess in it).
 */
export function triggerEvent(step: Step, instance: ElementInstance, event: ExecutableFlowNode, variables: Variables): void {
  const { key, value } = instance;
  recordTrigger(step, key, value, event.id, variables);
  const context = contextOf(step, instance);
  if (event.elementType === 'START_EVENT') {
    if (event.interrupting === false) activateEventSubprocess(step, context, event.id);
    else interruptScope(step, context, event.id);
  } else if (event.elementType === 'BOUNDARY_EVENT') {
    if (event.interrupting !== false) terminateElement(step, key, value);
    else activateBoundaryEvent(step, context, newestTrigger(step, key, event.id));
  } else {
    completeElement(step, key, value);
  }
}

function interruptScope(step: Step, context: ElementContext, startEventId: string): void {
  unsubscribe(step, context.key, eventSubprocessStarts(context.node));
  if (!terminateChildrenAtOnce(step, context.key)) activateEventSubprocess(step, context, startEventId);
}

function newestTrigger(step: Step, scopeKey: Key, elementId: string): PendingTrigger {
  let newest: PendingTrigger | undefined;
  for (const [eventKey, trigger] of step.state.eventTriggers.entries(scopeKey)) {
    if (trigger.elementId === elementId) newest = { ...trigger, eventKey };
  }
  if (newest === undefined) throw new Error(`no trigger of ${elementId} waits in ${scopeKey}`);
  return newest;
}

/** A boundary event is activated at once, beside the activity it is attached to. */
export function activateBoundaryEvent(step: Step, attachedTo: ElementContext, trigger: PendingTrigger): void {
  const boundary = attachedTo.node.boundaryEvents.find(({ id }) => id === trigger.elementId);
  if (boundary === undefined) throw new Error(`${attachedTo.node.id} has no boundary event ${trigger.elementId}`);
  consumeTrigger(step, attachedTo.key, attachedTo.value, trigger, boundary.id);
  activateWithVariables(step, attachedTo, boundary, attachedTo.value.flowScopeKey, trigger.variables);
}

/** An event-based gateway completes with the event that happened; that one goes on in its place. */
export function activateCaughtEvent(step: Step, gateway: ElementContext): void {
  const trigger = peekTrigger(step, gateway.key);
  const event = gateway.node.outgoing.find(({ target }) => target.id === trigger?.elementId)?.target;
  if (trigger === undefined || event === undefined) throw new Error(`${gateway.node.id} completes but no event happened`);
  consumeTrigger(step, gateway.key, gateway.value, trigger, event.id);
  step.emit('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', gateway.key, gateway.value);
  activateWithVariables(step, gateway, event, gateway.value.flowScopeKey, trigger.variables);
}

/** A process started by a message, signal or timer: its start event takes over what the event brought. */
export function activateTriggeredStartEvent(step: Step, process: ElementContext): boolean {
  const trigger = startTrigger(step, process.value);
  if (trigger === undefined || !('startEvents' in process.node)) return false;
  const start = process.node.startEvents.find(({ id }) => id === trigger.elementId);
  if (start === undefined) return false;
  consumeTrigger(step, process.value.processDefinitionKey, process.value, trigger, start.id);
  activateWithVariables(step, process, start, process.key, trigger.variables);
  return true;
}

function activateWithVariables(
  step: Step, { value: near }: ElementContext, event: ExecutableFlowNode, flowScopeKey: Key, variables: Variables,
): void {
  const key = step.newKey();
  const value = valueFor(near, event, flowScopeKey);
  step.emit('PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', key, value);
  step.emit('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', key, value);
  mergeLocalDocument(step, key, value, variables);
  completeElement(step, key, value);
}

/** `startEventId`: the start event of one of the scope's event subprocesses. As in Zeebe an event subprocess has its scope's event type. */
export function activateEventSubprocess(step: Step, scope: ElementContext, startEventId: string): void {
  const start = step.state.models.element(scope.value.processDefinitionKey, startEventId);
  if (start.scope === undefined) throw new Error(`${startEventId} is in no event subprocess`);
  step.command('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', NO_KEY, {
    ...valueFor(scope.value, start.scope, scope.key), bpmnEventType: scope.value.bpmnEventType,
  });
}
