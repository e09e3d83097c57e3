import { compileExpression } from '../../expressions/index.ts';
import type { Expression, JsonText } from '../../expressions/index.ts';
import type { Mapping } from '../../model/types.ts';
import { splitDocument } from '../../records/document.ts';
import type { Key, Variables } from '../../records/types.ts';
import { followsEventBasedGateway } from '../../state/event-triggers.ts';
import { evaluateOrFail, feelText } from '../expressions.ts';
import type { Step } from '../step.ts';
import { mergeDocument, mergeLocalDocument } from '../variables.ts';
import type { ElementContext } from './context.ts';
import { takeTrigger } from './event-triggers.ts';

/** Evaluates the input mappings in the flow scope; their result are the element's local variables. */
export function applyInputMappings(step: Step, context: ElementContext): void {
  if (context.node.inputs.length === 0) return;
  mergeLocalDocument(step, context.key, context.value, mapped(step, context.node.inputs, context.key, plainContext));
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
    mergeDocument(step, propagationScope(step, context), value, mapped(step, node.outputs, key, mergedContext));
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

/** How a context that stands for a path is written in FEEL. */
type ContextText = (context: string, path: readonly string[]) => string;

const plainContext: ContextText = (context) => context;
/** An object that is there already keeps its other members. */
const mergedContext: ContextText = (context, path) => `if (${path.join('.')} != null) then context merge(${path.join('.')},${context}) else ${context}`;

/** All mappings of an element are one FEEL context, each entry sees those before it; so failures and warnings are told of the whole. */
function mapped(step: Step, mappings: readonly Mapping[], scopeKey: Key, contextText: ContextText): Variables {
  return splitDocument(evaluateOrFail(step, expressionOf(mappings, contextText), scopeKey, 'IO_MAPPING_ERROR').json);
}

const expressions = new WeakMap<readonly Mapping[], Expression>();

function expressionOf(mappings: readonly Mapping[], contextText: ContextText): Expression {
  const known = expressions.get(mappings);
  if (known !== undefined) return known;
  const expression = compileExpression(`=${writeTree(treeOf(mappings), [], contextText)}`);
  expressions.set(mappings, expression);
  return expression;
}

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

function writeTree(tree: MappingTree, path: readonly string[], contextText: ContextText): string {
  const entries = [...tree].map(([name, entry]) => {
    const inside = [...path, name];
    return `${name}:${entry instanceof Map ? contextText(writeTree(entry, inside, contextText), inside) : sourceText(entry.source)}`;
  });
  return `{${entries.join(',')}}`;
}

function sourceText(source: Expression): string {
  return source.isStatic ? `"${source.source.replaceAll('"', String.raw`\"`)}"` : feelText(source);
}
