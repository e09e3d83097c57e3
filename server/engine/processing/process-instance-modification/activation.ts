import type { ExecutableFlowNode } from '../../model/types.ts';
import { NO_KEY } from '../../records/types.ts';
import type { Key } from '../../records/types.ts';
import type { ActivateInstruction } from '../../records/values.ts';
import type { ElementInstance } from '../../state/state.ts';
import { contextOf, valueFor } from '../bpmn/context.ts';
import { subscribeOrRefuse } from '../bpmn/subscriptions.ts';
import { CommandRefused } from '../failure.ts';
import type { Step } from '../step.ts';
import { mergeLocalDocument } from '../variables.ts';
import { aboutInstance, findScopePath, unclearScopes } from './scope-path.ts';

/** Sets the variables, activates the scopes that are missing and queues the element's activation. Gives the scopes around it. */
export function activateByInstruction(step: Step, instance: ElementInstance, instruction: ActivateInstruction): Key[] {
  const element = step.state.models.element(instance.value.processDefinitionKey, instruction.elementId) as ExecutableFlowNode;
  const path = findScopePath(step, instance, element, instruction.ancestorScopeKey);
  // Who called the instance is told by the instance itself only.
  const uncalled = { ...instance.value, parentProcessInstanceKey: NO_KEY, parentElementInstanceKey: NO_KEY };
  // An instruction before this one may have opened another instance of a scope.
  if (!('existing' in path)) throw new CommandRefused('INVALID_ARGUMENT', `${aboutInstance(instance)} ${unclearScopes(path)}`);
  const scopes = path.existing.map(({ key, value }) => {
    const names = value.flowScopeKey === NO_KEY ? ['', value.elementId] : [value.elementId];
    setVariables(step, instance, instruction, names, key);
    return key;
  });
  for (const scope of path.missing) {
    const value = valueFor(uncalled, scope, scopes.at(-1)!);
    const key = step.newKey();
    step.emit('PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', key, value);
    setVariables(step, instance, instruction, [scope.id], key);
    step.emit('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', key, value);
    subscribeOrRefuse(step, contextOf(step, step.state.element(key)!));
    scopes.push(key);
  }
  const key = step.newKey();
  setVariables(step, instance, instruction, [element.id], key);
  step.command('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', key, valueFor(uncalled, element, scopes.at(-1)!), { byInstruction: true });
  return scopes;
}

function setVariables(step: Step, { value }: ElementInstance, { variableInstructions }: ActivateInstruction, elementIds: readonly string[], scopeKey: Key): void {
  for (const { elementId, variables } of variableInstructions) {
    if (elementIds.includes(elementId)) mergeLocalDocument(step, scopeKey, value, variables);
  }
}
