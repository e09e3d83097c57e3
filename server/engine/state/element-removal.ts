import { NO_KEY } from '../records/types.ts';
import type { Key } from '../records/types.ts';
import type { ProcessInstanceValue } from '../records/values.ts';
import { compositeKey } from './state.ts';
import type { State } from './state.ts';

/** Forgets an element instance that is done, with its variables and what waited in it, and counts it out of its scope. */
export function removeElement(state: State, key: Key, value: ProcessInstanceValue, end: 'completed' | 'terminated'): void {
  const node = state.models.node(value);
  state.elementInstances.remove('', key);
  for (const [name] of state.variables.entries(key)) state.variables.remove(key, name);
  for (const [event] of state.eventTriggers.entries(key)) state.eventTriggers.remove(key, event);
  if ('children' in node) {
    for (const child of node.children) {
      if (child.elementType !== 'PARALLEL_GATEWAY') continue;
      const group = compositeKey(key, child.id);
      for (const [flow] of state.takenFlows.entries(group)) state.takenFlows.remove(group, flow);
    }
  }
  if (value.flowScopeKey === NO_KEY) {
    forgetInstance(state, value);
    return;
  }
  state.children.remove(value.flowScopeKey, key);
  const scope = state.element(value.flowScopeKey);
  if (scope === undefined) return;
  state.elementInstances.put('', scope.key, {
    ...scope,
    childCount: scope.childCount - 1,
    childrenCompleted: scope.childrenCompleted + (end === 'completed' ? 1 : 0),
    childrenTerminated: scope.childrenTerminated + (end === 'terminated' ? 1 : 0),
  });
}

function forgetInstance(state: State, value: ProcessInstanceValue): void {
  const key = value.processInstanceKey;
  state.instancesOf.remove(value.processDefinitionKey, key);
  const lock = state.messageStartLockOf.get('', key);
  if (lock === undefined) return;
  state.messageStartLockOf.remove('', key);
  state.messageStartLocks.remove('', compositeKey(lock.bpmnProcessId, lock.correlationKey));
}
