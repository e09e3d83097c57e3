import type { ExecutableFlowNode } from '../../model/types.ts';
import { NO_KEY } from '../../records/types.ts';
import type { ActivateInstruction, ProcessInstanceModificationValue } from '../../records/values.ts';
import type { ElementInstance } from '../../state/state.ts';
import { isEventOfGateway, SUPPORTED_TYPES } from '../instruction-targets.ts';
import type { Step } from '../step.ts';
import { aboutInstance, findScopePath, scopesAround, unclearScopes } from './scope-path.ts';
import { wouldTerminate } from './termination.ts';

type Check = (step: Step, instance: ElementInstance, command: ProcessInstanceModificationValue) => string | undefined;

/** Why the instance cannot be modified so; undefined where it can. */
export function modificationProblem(step: Step, instance: ElementInstance, command: ProcessInstanceModificationValue): string | undefined {
  for (const check of CHECKS) {
    const problem = check(step, instance, command);
    if (problem !== undefined) return `${aboutInstance(instance)} ${problem}`;
  }
  return undefined;
}

const elementsExist: Check = (step, instance, { activateInstructions }) => {
  const unknown = activateInstructions.map(({ elementId }) => elementId).filter((id) => elementOf(step, instance, id) === undefined);
  return unknown.length === 0 ? undefined : `it contains one or more activate instructions with an element that could not be found: ${quoted(unknown)}`;
};

const elementsAreNoEventsOfAGateway: Check = (step, instance, { activateInstructions }) => {
  const events = activateInstructions.map(({ elementId }) => elementId)
    .filter((id) => isEventOfGateway({ incoming: elementOf(step, instance, id)?.incoming ?? [] }));
  return events.length === 0 ? undefined : 'it contains one or more activate instructions for elements that are unsupported: '
    + `${quoted(events)}. The activation of events belonging to an event-based gateway is not supported.`;
};

const typesAreSupported: Check = (step, instance, { activateInstructions }) => {
  const elements = activateInstructions.map(({ elementId }) => elementOf(step, instance, elementId))
    .filter((element) => element !== undefined).filter(({ elementType }) => !SUPPORTED_TYPES.includes(elementType));
  return elements.length === 0 ? undefined : 'it contains one or more activate instructions for elements that are unsupported: '
    + `${quoted(elements.map(({ id }) => id))}. The activation of elements with type ${quoted(elements.map(({ elementType }) => elementType))} is not supported. `
    + `Supported element types are: [${SUPPORTED_TYPES.join(', ')}].`;
};

const terminatedExist: Check = (step, _instance, { terminateInstructions }) => {
  const unknown = terminateInstructions.map(({ elementInstanceKey }) => elementInstanceKey).filter((key) => step.state.element(key) === undefined);
  return unknown.length === 0 ? undefined : `it contains one or more terminate instructions with an element instance that could not be found: ${quoted(unknown)}`;
};

const variableScopesExist: Check = (step, instance, { activateInstructions }) => {
  const unknown = activateInstructions.flatMap(({ variableInstructions }) => variableInstructions.map(({ elementId }) => elementId))
    .filter((id) => id !== '' && elementOf(step, instance, id) === undefined);
  return unknown.length === 0 ? undefined : `it contains one or more variable instructions with a scope element id that could not be found: ${quoted(unknown)}`;
};

const variableScopesAreAroundTheElement: Check = (step, instance, { activateInstructions }) => {
  const outside = activateInstructions.some(({ elementId, variableInstructions }) => {
    const around = ['', elementId, ...scopesAround(elementOf(step, instance, elementId)!).map(({ id }) => id)];
    return variableInstructions.some((instruction) => !around.includes(instruction.elementId));
  });
  return outside ? "it contains one or more variable instructions with a scope element that doesn't belong to the activating element's flow scope."
    + ' These variables should be set before or after the modification.' : undefined;
};

const ancestorsAreActive: Check = (step, _instance, command) => {
  const unknown = withAncestor(command).map(({ ancestorScopeKey }) => ancestorScopeKey).filter((key) => step.state.element(key)?.state !== 'ACTIVATED');
  return unknown.length === 0 ? undefined
    : `it contains one or more activate instructions with an ancestor scope key that does not exist, or is not in an active state: ${quoted(unknown)}`;
};

const ancestorsAreOfTheInstance: Check = (step, instance, command) => {
  const foreign = withAncestor(command).map(({ ancestorScopeKey }) => ancestorScopeKey)
    .filter((key) => step.state.element(key)?.value.processInstanceKey !== instance.value.processInstanceKey);
  return foreign.length === 0 ? undefined
    : `it contains one or more activate instructions with an ancestor scope key that does not belong to the modified process instance: ${quoted(foreign)}`;
};

const ancestorsAreAroundTheElement: Check = (step, instance, command) => {
  const wrong = withAncestor(command).flatMap(({ elementId, ancestorScopeKey }) => {
    const ancestor = step.state.element(ancestorScopeKey)!.value.elementId;
    return scopesAround(elementOf(step, instance, elementId)!).some(({ id }) => id === ancestor) ? []
      : [`\n- instance '${ancestorScopeKey}' of element '${ancestor}' is not an ancestor of element '${elementId}'`];
  });
  return wrong.length === 0 ? undefined
    : `it contains one or more activate instructions with an ancestor scope key that is not an ancestor of the element to activate:${wrong.join('')}`;
};

const scopesAreClear: Check = (step, instance, { activateInstructions }) => {
  for (const { elementId, ancestorScopeKey } of activateInstructions) {
    const path = findScopePath(step, instance, elementOf(step, instance, elementId)!, ancestorScopeKey);
    if (!('existing' in path)) return unclearScopes(path);
  }
  return undefined;
};

const calledInstanceStays: Check = (step, instance, command) => {
  if (instance.value.parentElementInstanceKey === NO_KEY || !wouldTerminate(step, instance, command)) return undefined;
  return 'the given instructions would terminate the instance. The instance was created by a call activity in the parent process. '
    + 'To terminate this instance please modify the parent process instead.';
};

const CHECKS: readonly Check[] = [
  elementsExist, elementsAreNoEventsOfAGateway, typesAreSupported, terminatedExist, variableScopesExist, variableScopesAreAroundTheElement,
  ancestorsAreActive, ancestorsAreOfTheInstance, ancestorsAreAroundTheElement, scopesAreClear, calledInstanceStays,
];

function withAncestor({ activateInstructions }: ProcessInstanceModificationValue): ActivateInstruction[] {
  return activateInstructions.filter(({ ancestorScopeKey }) => ancestorScopeKey !== NO_KEY);
}

/** Any element of the process; sequence flows too: their type is refused, in its turn. */
function elementOf(step: Step, { value }: ElementInstance, id: string): ExecutableFlowNode | undefined {
  const process = step.state.models.process(value.processDefinitionKey);
  return process.elementsById.get(id) as ExecutableFlowNode | undefined;
}

function quoted(names: readonly string[]): string {
  return [...new Set(names)].map((name) => `'${name}'`).join(', ');
}
