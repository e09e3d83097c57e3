import type { ExecutableFlowNode } from '../../model/types.ts';
import { NO_KEY } from '../../records/types.ts';
import type { Key } from '../../records/types.ts';
import type { ProcessInstanceModificationValue } from '../../records/values.ts';
import type { ElementInstance } from '../../state/state.ts';
import { resolveIncidents } from '../bpmn/incidents.ts';
import { cancelJob } from '../bpmn/jobs.ts';
import { unsubscribe } from '../bpmn/subscriptions.ts';
import type { Step } from '../step.ts';
import { findScopePath } from './scope-path.ts';

/** Terminates an element instance and all in it at once, and then the scopes that are left empty, but for those that are still `needed`. */
export function terminateByInstruction(step: Step, key: Key, needed: ReadonlySet<Key>): void {
  const instance = step.state.element(key);
  if (instance === undefined) return;
  terminateTree(step, key);
  for (let scope = step.state.element(instance.value.flowScopeKey); scope !== undefined; ) {
    if (scope.childCount > 0 || scope.activeFlows > 0 || needed.has(scope.key)) return;
    const outer = scope.value.flowScopeKey;
    terminateTree(step, scope.key);
    scope = step.state.element(outer);
  }
}

/** Outside in they stop, inside out they are gone. */
function terminateTree(step: Step, root: Key): void {
  const open = [root];
  const terminating: ElementInstance[] = [];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const instance = step.state.element(key);
    if (instance === undefined) continue;
    step.emit('PROCESS_INSTANCE', 'ELEMENT_TERMINATING', key, instance.value);
    cancelJob(step, key);
    resolveIncidents(step, key);
    unsubscribe(step, key);
    terminating.push(instance);
    open.push(...inside(step, instance));
  }
  for (const { key, value } of terminating.reverse()) step.emit('PROCESS_INSTANCE', 'ELEMENT_TERMINATED', key, value);
}

/** Children, and the instance that a call activity called. */
function inside(step: Step, { key, calledInstanceKey }: ElementInstance): Key[] {
  const children = [...step.state.children.entries(key)].map(([child]) => child);
  return calledInstanceKey === undefined ? children : [...children, calledInstanceKey];
}

/** Would nothing be left of the process instance? */
export function wouldTerminate(step: Step, instance: ElementInstance, command: ProcessInstanceModificationValue): boolean {
  const needed = new Set(command.activateInstructions.flatMap(({ elementId, ancestorScopeKey }) => {
    const element = step.state.models.element(instance.value.processDefinitionKey, elementId) as ExecutableFlowNode;
    const path = findScopePath(step, instance, element, ancestorScopeKey);
    return 'existing' in path ? path.existing.map(({ key }) => key) : [];
  }));
  const gone = new Set<Key>();
  for (const { elementInstanceKey } of command.terminateInstructions) {
    gone.add(elementInstanceKey);
    for (let scope = step.state.element(step.state.element(elementInstanceKey)?.value.flowScopeKey ?? NO_KEY); scope !== undefined; ) {
      const left = [...step.state.children.entries(scope.key)].some(([child]) => !gone.has(child));
      if (left || scope.activeFlows > 0 || needed.has(scope.key)) break;
      gone.add(scope.key);
      scope = step.state.element(scope.value.flowScopeKey);
    }
  }
  return gone.has(instance.value.processInstanceKey);
}
