import type { ExecutableProcess, ExecutableScope } from '../../model/types.ts';
import type { Key } from '../../records/types.ts';
import type { ProcessInstanceValue } from '../../records/values.ts';
import { contextOf, valueFor } from '../bpmn/context.ts';
import { subscribeToScopeEvents } from '../bpmn/subscriptions.ts';
import { activateElement } from '../bpmn/transitions.ts';
import type { Step } from '../step.ts';

const SUPPORTED_EXCEPT = ['START_EVENT', 'BOUNDARY_EVENT', 'SEQUENCE_FLOW', 'EVENT_SUB_PROCESS', 'PROCESS'];

/** Why an instance cannot start before these elements; undefined where it can. */
export function startInstructionProblem(process: ExecutableProcess, elementIds: readonly string[]): string | undefined {
  for (const id of elementIds) {
    const about = 'Expected to create instance of process with start instructions but';
    const element = process.elementsById.get(id);
    if (element === undefined) return `${about} no element found with id '${id}'.`;
    if (SUPPORTED_EXCEPT.includes(element.elementType)) return `${about} the element with id '${id}' targets unsupported element type '${element.elementType}'.`;
    for (let scope = element.scope; scope !== undefined; scope = scope.scope) {
      if (process.elementsById.get(scope.id)?.elementType === 'MULTI_INSTANCE_BODY') {
        return `${about} the element with id '${id}' is inside a multi-instance subprocess. `
          + 'The creation of elements inside a multi-instance subprocess is not supported.';
      }
    }
  }
  return undefined;
}

/** The process and the scopes around the elements are active at once; then each element is activated. */
export function startBefore(step: Step, process: ExecutableProcess, instance: ProcessInstanceValue, elementIds: readonly string[]): void {
  const scopes = new Map<string, Key>([[process.id, instance.processInstanceKey]]);
  activateScope(step, instance.processInstanceKey, instance);
  for (const id of elementIds) {
    const element = process.elementsById.get(id);
    if (element === undefined || element.elementType === 'SEQUENCE_FLOW' || element.scope === undefined) continue;
    activateElement(step, instance, element, scopeInstance(step, scopes, element.scope, instance), step.newKey());
  }
}

function scopeInstance(step: Step, scopes: Map<string, Key>, scope: ExecutableScope, instance: ProcessInstanceValue): Key {
  const existing = scopes.get(scope.id);
  if (existing !== undefined || scope.scope === undefined) return existing ?? instance.processInstanceKey;
  const outer = scopeInstance(step, scopes, scope.scope, instance);
  const key = step.newKey();
  scopes.set(scope.id, key);
  activateScope(step, key, valueFor(instance, scope, outer));
  return key;
}

function activateScope(step: Step, key: Key, value: ProcessInstanceValue): void {
  step.emit('PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', key, value);
  step.emit('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', key, value);
  subscribeToScopeEvents(step, contextOf(step, step.state.element(key)!));
}
