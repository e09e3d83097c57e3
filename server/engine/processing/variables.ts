import { NO_KEY } from '../records/types.ts';
import type { JsonText } from '../expressions/index.ts';
import type { Key, Variables } from '../records/types.ts';
import type { ProcessInstanceValue } from '../records/values.ts';
import type { Step } from './step.ts';

/** What a VARIABLE record says of its owner. */
export type VariableOwner = Pick<ProcessInstanceValue, 'processInstanceKey' | 'processDefinitionKey' | 'bpmnProcessId' | 'tenantId'>;

/**
 * Writes each variable where it lives: the nearest scope that has it with another value, else the outermost one (Zeebe's propagation
 * rule: a scope that has the same value already is passed by). Scope by scope outwards, as Zeebe orders the records.
 */
export function mergeDocument(step: Step, scopeKey: Key, owner: VariableOwner, variables: Variables): void {
  const left = new Set(Object.keys(variables));
  for (let key = scopeKey; left.size > 0; ) {
    const outer = step.state.element(key)?.value.flowScopeKey ?? NO_KEY;
    for (const name of left) {
      if (outer !== NO_KEY && !changes(step, key, name, variables[name]!)) continue;
      setLocalVariable(step, key, owner, name, variables[name]!);
      left.delete(name);
    }
    if (outer === NO_KEY) break;
    key = outer;
  }
}

function changes(step: Step, scopeKey: Key, name: string, value: JsonText): boolean {
  const existing = step.state.variables.get(scopeKey, name);
  return existing !== undefined && existing.value !== value;
}

export function mergeLocalDocument(step: Step, scopeKey: Key, owner: VariableOwner, variables: Variables): void {
  for (const name in variables) setLocalVariable(step, scopeKey, owner, name, variables[name]!);
}

/** CREATED, or UPDATED where the value changes; nothing where it stays. */
export function setLocalVariable(step: Step, scopeKey: Key, owner: VariableOwner, name: string, value: JsonText): void {
  const existing = step.state.variables.get(scopeKey, name);
  if (existing?.value === value) return;
  step.emit('VARIABLE', existing === undefined ? 'CREATED' : 'UPDATED', existing?.key ?? step.newKey(), {
    name, value, scopeKey,
    processInstanceKey: owner.processInstanceKey,
    processDefinitionKey: owner.processDefinitionKey,
    bpmnProcessId: owner.bpmnProcessId,
    tenantId: owner.tenantId,
  });
}
