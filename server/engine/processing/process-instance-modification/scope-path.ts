import type { ExecutableFlowNode, ExecutableScope } from '../../model/types.ts';
import { NO_KEY } from '../../records/types.ts';
import type { Key } from '../../records/types.ts';
import type { ElementInstance } from '../../state/state.ts';
import type { Step } from '../step.ts';

/** The scopes around an element: instances that are there, from one to the next inner, and the scopes inside those that have no instance. */
export interface ScopePath {
  readonly existing: readonly ElementInstance[];
  readonly missing: readonly ExecutableScope[];
}

export type ScopePathProblem = { readonly severalInstancesOf: string } | { readonly multiInstance: string };

export const aboutInstance = ({ value }: ElementInstance): string => `Expected to modify instance of process '${value.bpmnProcessId}' but`;

export function unclearScopes(problem: ScopePathProblem): string {
  return 'severalInstancesOf' in problem
    ? 'it contains one or more activate instructions for an element that has a flow scope with more than one active instance: '
      + `'${problem.severalInstancesOf}'. Can't decide in which instance of the flow scope the element should be activated. `
      + 'Please specify an ancestor element instance key for this activate instruction.'
    : 'it contains one or more activate instructions that would result in the activation of multi-instance element '
      + `'${problem.multiInstance}', which is currently unsupported.`;
}

/** From the process to the scope that holds the element. */
export function scopesAround(element: ExecutableFlowNode): ExecutableScope[] {
  const scopes: ExecutableScope[] = [];
  for (let scope = element.scope; scope !== undefined; scope = scope.scope) scopes.unshift(scope);
  return scopes;
}

/**
 * Where an element would be activated: in the only instances of its scopes, or in the ancestor that is named. Scopes below that have none
 * would be activated too, but for multi-instance ones.
 */
export function findScopePath(
  step: Step, instance: ElementInstance, element: ExecutableFlowNode, ancestorScopeKey: Key,
): ScopePath | ScopePathProblem {
  const scopes = scopesAround(element);
  const found = ancestorScopeKey === NO_KEY ? onlyInstances(step, instance, scopes) : instancesAround(step, ancestorScopeKey);
  if ('severalInstancesOf' in found) return found;
  const deepest = found.at(-1)!;
  const inBody = deepest.value.bpmnElementType === 'MULTI_INSTANCE_BODY' ? 1 : 0;
  const missing = scopes.slice(scopes.findIndex(({ id }) => id === deepest.value.elementId) + 1 - inBody);
  const body = missing.find(({ id }) => isMultiInstance(step, instance, id));
  return body === undefined ? { existing: found, missing } : { multiInstance: body.id };
}

function onlyInstances(step: Step, root: ElementInstance, scopes: readonly ExecutableScope[]): ElementInstance[] | { severalInstancesOf: string } {
  const found = [root];
  for (const { id } of scopes.slice(1)) {
    let candidates = instancesOf(step, found.at(-1)!.key, id);
    // The body of a multi-instance is a scope of the same id around its instances.
    if (candidates[0]?.value.bpmnElementType === 'MULTI_INSTANCE_BODY' && candidates.length === 1) {
      found.push(candidates[0]);
      candidates = instancesOf(step, candidates[0].key, id);
    }
    const [only] = candidates;
    if (only === undefined) break;
    if (candidates.length > 1) return { severalInstancesOf: id };
    found.push(only);
  }
  return found;
}

function instancesAround(step: Step, ancestorScopeKey: Key): ElementInstance[] {
  const found: ElementInstance[] = [];
  for (let scope = step.state.element(ancestorScopeKey); scope !== undefined; scope = step.state.element(scope.value.flowScopeKey)) found.unshift(scope);
  return found;
}

/** Instances of a scope directly in another. */
function instancesOf(step: Step, parentKey: Key, scopeId: string): ElementInstance[] {
  return [...step.state.children.entries(parentKey)].map(([key]) => step.state.element(key))
    .filter((child) => child !== undefined).filter(({ value }) => value.elementId === scopeId);
}

function isMultiInstance(step: Step, { value }: ElementInstance, scopeId: string): boolean {
  return step.state.models.element(value.processDefinitionKey, scopeId).elementType === 'MULTI_INSTANCE_BODY';
}
