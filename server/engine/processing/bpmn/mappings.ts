import type { JsonText } from '../../expressions/index.ts';
import type { Mapping } from '../../model/types.ts';
import { joinDocument, splitDocument } from '../../records/document.ts';
import type { Key, Variables } from '../../records/types.ts';
import { followsEventBasedGateway } from '../../state/event-triggers.ts';
import { localVariables, visibleVariable } from '../../state/variable-scopes.ts';
import { evaluateOrFail, feelText } from '../expressions.ts';
import { ProcessingFailure } from '../failure.ts';
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
    mergeDocument(step, value.flowScopeKey, value, localVariables(step.state, key));
  }
}

/** What a start or boundary event, or one after an event-based gateway, received lies in its own scope; what an error carries stays there, as Zeebe documents. */
function handsLocalVariablesOn({ node }: ElementContext): boolean {
  if (node.elementType === 'INTERMEDIATE_CATCH_EVENT') return followsEventBasedGateway(node);
  return (node.elementType === 'BOUNDARY_EVENT' || node.elementType === 'START_EVENT') && node.eventType !== 'ERROR';
}

/** The inner activity of a multi-instance keeps its results to itself: the output element collects them. */
function propagationScope(step: Step, { key, value }: ElementContext): Key {
  const scope = step.state.element(value.flowScopeKey);
  return scope?.value.bpmnElementType === 'MULTI_INSTANCE_BODY' ? key : value.flowScopeKey;
}

/** Mappings as Zeebe nests them: those whose targets begin alike are one context, `{x: {y: …, z: …}}`. */
type MappingTree = Map<string, Mapping | MappingTree>;

function treeOf(mappings: readonly Mapping[]): MappingTree {
  const tree: MappingTree = new Map();
  for (const mapping of mappings) {
    let branch = tree;
    for (const name of mapping.target.slice(0, -1)) {
      const next = branch.get(name);
      const child: MappingTree = next instanceof Map ? next : new Map();
      branch.set(name, child);
      branch = child;
    }
    branch.set(mapping.target.at(-1)!, mapping);
  }
  return tree;
}

function mapped(step: Step, mappings: readonly Mapping[], scopeKey: Key, keepsOtherMembers: boolean): Variables {
  const existing = (name: string) => (keepsOtherMembers ? visibleVariable(step.state, scopeKey, name) : undefined);
  const tree = treeOf(mappings);
  try {
    return Object.fromEntries(evaluateTree(step, tree, scopeKey, new Map(), existing));
  } catch (error) {
    if (!(error instanceof ProcessingFailure)) throw error;
    throw new ProcessingFailure(error.errorType, quoteWhole(error.message, mappings, tree), error.variableScopeKey);
  }
}

/** Messages quote all mappings of an element as the one context that Zeebe makes of them. */
function quoteWhole(message: string, mappings: readonly Mapping[], tree: MappingTree): string {
  const failed = mappings.map(({ source }) => `'${feelText(source)}'`).find((quoted) => message.includes(quoted));
  return failed === undefined ? message : message.replace(failed, () => `'${contextText(tree)}'`);
}

function contextText(tree: MappingTree): string {
  return `{${[...tree].map(([name, entry]) => `${name}:${entry instanceof Map ? contextText(entry) : feelText(entry.source)}`).join(',')}}`;
}

/** As in a FEEL context, each entry sees those before it. */
function evaluateTree(
  step: Step, tree: MappingTree, scopeKey: Key, outer: ReadonlyMap<string, JsonText>, existing: (name: string) => JsonText | undefined,
): Map<string, JsonText> {
  const visible = new Map(outer);
  const result = new Map<string, JsonText>();
  for (const [name, entry] of tree) {
    const json = entry instanceof Map
      ? nested(step, entry, scopeKey, visible, existing(name))
      : evaluateOrFail(step, entry.source, scopeKey, 'IO_MAPPING_ERROR', visible).json;
    result.set(name, json);
    visible.set(name, json);
  }
  return result;
}

/** An object that is there already keeps its other members. */
function nested(
  step: Step, tree: MappingTree, scopeKey: Key, visible: ReadonlyMap<string, JsonText>, object: JsonText | undefined,
): JsonText {
  const members = object?.startsWith('{') ? splitDocument(object) : {};
  const made = evaluateTree(step, tree, scopeKey, visible, (name) => members[name]);
  return joinDocument({ ...members, ...Object.fromEntries(made) });
}
