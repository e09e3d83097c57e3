import type { ExecutableSequenceFlow } from '../../model/types.ts';
import { NO_KEY } from '../../records/types.ts';
import type { Key } from '../../records/types.ts';
import type { ProcessInstanceBatchValue, ProcessInstanceValue } from '../../records/values.ts';
import type { ExecutableNode } from '../../state/process-models.ts';
import type { Step } from '../step.ts';
import { valueFor } from './context.ts';
import type { ElementContext } from './context.ts';

/** Queues the activation of a node in a scope; `value` is any record value of the same process instance. */
export function activateElement(step: Step, value: ProcessInstanceValue, node: ExecutableNode, flowScopeKey: Key, key: Key = NO_KEY): void {
  step.command('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', key, valueFor(value, node, flowScopeKey));
}

export function completeElement(step: Step, key: Key, value: ProcessInstanceValue): void {
  step.command('PROCESS_INSTANCE', 'COMPLETE_ELEMENT', key, value);
}

export function terminateElement(step: Step, key: Key, value: ProcessInstanceValue): void {
  step.command('PROCESS_INSTANCE', 'TERMINATE_ELEMENT', key, value);
}

export function emitActivated(step: Step, { key, value }: ElementContext): void {
  step.emit('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', key, value);
}

export function emitCompleting(step: Step, { key, value }: ElementContext): void {
  step.emit('PROCESS_INSTANCE', 'ELEMENT_COMPLETING', key, value);
}

export function takeSequenceFlow(step: Step, { value }: ElementContext, flow: ExecutableSequenceFlow): void {
  step.emit('PROCESS_INSTANCE', 'SEQUENCE_FLOW_TAKEN', step.newKey(), {
    ...value, elementId: flow.id, bpmnElementType: 'SEQUENCE_FLOW', bpmnEventType: 'UNSPECIFIED',
  });
  activateElement(step, value, flow.target, value.flowScopeKey, step.newKey());
}

/** Nothing is active in the scope and nothing is on its way. */
export function isScopeDone(step: Step, scopeKey: Key): boolean {
  const scope = step.state.element(scopeKey);
  return scope !== undefined && scope.childCount === 0 && scope.activeFlows === 0;
}

/** Queues the activation of a multi-instance body's inner instances. */
export function activateChildren(step: Step, body: ElementContext, count: number): void {
  step.command('PROCESS_INSTANCE_BATCH', 'ACTIVATE', step.newKey(), batch(body, count));
}

/** Queues the termination of every child; false where there is none. */
export function terminateChildren(step: Step, scope: Pick<ElementContext, 'key' | 'value'>): boolean {
  if (step.state.children.isEmpty(scope.key)) return false;
  queueTermination(step, scope);
  return true;
}

/** Queues the termination of what is in the scope, batch by batch, and of the scope itself where it is terminating and nothing is in it. */
export function queueTermination(step: Step, scope: Pick<ElementContext, 'key' | 'value'>): void {
  step.command('PROCESS_INSTANCE_BATCH', 'TERMINATE', step.newKey(), batch(scope, ''));
}

/** Where an event interrupts a scope, Zeebe does not batch. */
export function terminateChildrenAtOnce(step: Step, scopeKey: Key): boolean {
  let any = false;
  for (const [key] of step.state.children.entries(scopeKey)) {
    const child = step.state.element(key);
    if (child === undefined) continue;
    any = true;
    if (child.state !== 'TERMINATING') terminateElement(step, key, child.value);
  }
  return any;
}

function batch({ key, value }: Pick<ElementContext, 'key' | 'value'>, index: number | Key): ProcessInstanceBatchValue {
  return { processInstanceKey: value.processInstanceKey, batchElementInstanceKey: key, index, tenantId: value.tenantId };
}
