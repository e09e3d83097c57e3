import type { EvaluationWarning, Expression, JsonText } from '../../expressions/index.ts';
import type { Mapping } from '../../model/types.ts';
import { joinDocument, splitDocument } from '../../records/document.ts';
import type { Key, Variables } from '../../records/types.ts';
import { followsEventBasedGateway } from '../../state/event-triggers.ts';
import { visibleVariable } from '../../state/variable-scopes.ts';
import { evaluate, feelText, warningText } from '../expressions.ts';
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
    const local: Record<string, JsonText> = {};
    for (const [, row] of step.state.variables.entries(key)) local[row.name] = row.value;
    mergeDocument(step, value.flowScopeKey, value, local);
  }
}

/** What a start or boundary event, or one after an event-based gateway, received lies in its own scope; what a boundary event's error carries stays there. */
function handsLocalVariablesOn({ node }: ElementContext): boolean {
  if (node.elementType === 'INTERMEDIATE_CATCH_EVENT') return followsEventBasedGateway(node);
  return node.elementType === 'START_EVENT' || (node.elementType === 'BOUNDARY_EVENT' && node.eventType !== 'ERROR');
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
    return Object.fromEntries(evaluateTree({ step, scopeKey, warnings: [] }, tree, new Map(), existing));
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

/** The warnings of mappings that went well are told with the one that fails: they are one context. */
interface Evaluation { readonly step: Step; readonly scopeKey: Key; readonly warnings: EvaluationWarning[] }

/** As in a FEEL context, each entry sees those before it. */
function evaluateTree(
  evaluation: Evaluation, tree: MappingTree, outer: ReadonlyMap<string, JsonText>, existing: (name: string) => JsonText | undefined,
): Map<string, JsonText> {
  const visible = new Map(outer);
  const result = new Map<string, JsonText>();
  for (const [name, entry] of tree) {
    const json = entry instanceof Map ? nested(evaluation, entry, visible, existing(name)) : evaluateSource(evaluation, entry.source, visible);
    result.set(name, json);
    visible.set(name, json);
  }
  return result;
}

function evaluateSource({ step, scopeKey, warnings }: Evaluation, source: Expression, visible: ReadonlyMap<string, JsonText>): JsonText {
  const result = evaluate(step, source, scopeKey, visible);
  warnings.push(...result.warnings);
  if (!result.ok) throw new ProcessingFailure('IO_MAPPING_ERROR', result.message + warningText(warnings), scopeKey);
  return result.json;
}

/** An object that is there already keeps its other members. */
function nested(evaluation: Evaluation, tree: MappingTree, visible: ReadonlyMap<string, JsonText>, object: JsonText | undefined): JsonText {
  const members = object?.startsWith('{') ? splitDocument(object) : {};
  const made = evaluateTree(evaluation, tree, visible, (name) => members[name]);
  return joinDocument({ ...members, ...Object.fromEntries(made) });
}
