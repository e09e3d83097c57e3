import type { ExecutableFlowNode, ExecutableProcess, ExecutableScope } from '../../model/types.ts';
import type { Key } from '../../records/types.ts';
import type { ProcessInstanceValue } from '../../records/values.ts';
import { contextOf, valueFor } from '../bpmn/context.ts';
import { subscribeOrRefuse } from '../bpmn/subscriptions.ts';
import { isEventOfGateway, SUPPORTED_TYPES } from '../instruction-targets.ts';
import type { Step } from '../step.ts';

type Check = (process: ExecutableProcess, id: string) => string | undefined;

const elementOf = (process: ExecutableProcess, id: string): ExecutableFlowNode | undefined => process.elementsById.get(id) as ExecutableFlowNode | undefined;

const elementExists: Check = (process, id) => (process.elementsById.has(id) ? undefined : `no element found with id '${id}'.`);

const elementIsInNoMultiInstance: Check = (process, id) => {
  for (let scope = elementOf(process, id)?.scope; scope !== undefined; scope = scope.scope) {
    if (process.elementsById.get(scope.id)?.elementType === 'MULTI_INSTANCE_BODY') {
      return `the element with id '${id}' is inside a multi-instance subprocess. The creation of elements inside a multi-instance subprocess is not supported.`;
    }
  }
  return undefined;
};

const typeIsSupported: Check = (process, id) => {
  const { elementType } = elementOf(process, id)!;
  return SUPPORTED_TYPES.includes(elementType) ? undefined
    : `the element with id '${id}' targets unsupported element type '${elementType}'. Supported element types are: [${SUPPORTED_TYPES.join(', ')}]`;
};

const elementIsNoEventOfAGateway: Check = (process, id) => (!isEventOfGateway(elementOf(process, id)!) ? undefined
  : `the element with id '${id}' belongs to an event-based gateway. The creation of elements belonging to an event-based gateway is not supported.`);

/** Why an instance cannot start before these elements; undefined where it can. */
export function startInstructionProblem(process: ExecutableProcess, elementIds: readonly string[]): string | undefined {
  for (const check of [elementExists, elementIsInNoMultiInstance, typeIsSupported, elementIsNoEventOfAGateway]) {
    for (const id of elementIds) {
      const problem = check(process, id);
      if (problem !== undefined) return `Expected to create instance of process with start instructions but ${problem}`;
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
    const scopeKey = scopeInstance(step, scopes, element.scope, instance);
    step.command('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', step.newKey(), valueFor(instance, element, scopeKey), { byInstruction: true });
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
  subscribeOrRefuse(step, contextOf(step, step.state.element(key)!));
}
