import type { JsonText } from '../../expressions/index.ts';
import type { Mapping } from '../../model/types.ts';
import { joinDocument, splitDocument } from '../../records/document.ts';
import type { Key, Variables } from '../../records/types.ts';
import { visibleVariable } from '../../state/variable-scopes.ts';
import { evaluateOrFail } from '../expressions.ts';
import type { Step } from '../step.ts';
import { mergeDocument, mergeLocalDocument } from '../variables.ts';
import type { ElementContext } from './context.ts';
import { takeTrigger } from './event-triggers.ts';

/** Evaluates the input mappings in the flow scope; their result are the element's local variables. */
export function applyInputMappings(step: Step, context: ElementContext): void {
  if (context.node.inputs.length === 0) return;
  mergeLocalDocument(step, context.key, context.value, mapped(step, context.node.inputs, context.key, false));
}

/**
 * Hands the element's outcome (a job's, message's or task's variables) to the scopes around it: through the output mappings where there are
 * any, else as they are.
 */
export function applyOutputMappings(step: Step, context: ElementContext): void {
  const { key, node, value } = context;
  const variables = takeTrigger(step, context)?.variables ?? {};
  const hasVariables = Object.keys(variables).length > 0;
  if (node.outputs.length > 0) {
    if (hasVariables) mergeLocalDocument(step, key, value, variables);
    mergeDocument(step, propagationScope(step, context), value, mapped(step, node.outputs, key, true));
  } else if (hasVariables) {
    mergeDocument(step, key, value, variables);
  } else if (handsLocalVariablesOn(context)) {
    const local: Record<string, JsonText> = {};
    for (const [, row] of step.state.variables.entries(key)) local[row.name] = row.value;
    mergeDocument(step, value.flowScopeKey, value, local);
  }
}

/** What a start or boundary event received lies in its own scope; what an error carries stays there, as Zeebe documents. */
function handsLocalVariablesOn({ node }: ElementContext): boolean {
  return (node.elementType === 'BOUNDARY_EVENT' || node.elementType === 'START_EVENT') && node.eventType !== 'ERROR';
}

/** The inner activity of a multi-instance keeps its results to itself: the output element collects them. */
function propagationScope(step: Step, { key, value }: ElementContext): Key {
  const scope = step.state.element(value.flowScopeKey);
  return scope?.value.bpmnElementType === 'MULTI_INSTANCE_BODY' ? key : value.flowScopeKey;
}

/** `{source: =a, target: x.y}` → `{x: {y: …}}`; later mappings see what earlier ones made. */
function mapped(step: Step, mappings: readonly Mapping[], scopeKey: Key, keepsOtherMembers: boolean): Variables {
  const result = new Map<string, JsonText>();
  for (const { source, target } of mappings) {
    const { json } = evaluateOrFail(step, source, scopeKey, 'IO_MAPPING_ERROR', result);
    const [name, ...path] = target as [string, ...string[]];
    const before = result.get(name) ?? (keepsOtherMembers ? visibleVariable(step.state, scopeKey, name) : undefined);
    result.set(name, withMember(before, path, json));
  }
  return Object.fromEntries(result);
}

function withMember(object: JsonText | undefined, path: readonly string[], value: JsonText): JsonText {
  const [member, ...rest] = path;
  if (member === undefined) return value;
  const members = object?.startsWith('{') ? splitDocument(object) : {};
  return joinDocument({ ...members, [member]: withMember(members[member], rest, value) });
}
