import type { Compile } from '../compile.ts';
import type { Definitions } from '../definitions.ts';
import { isBpmn, type XmlElement } from '../xml.ts';
import { activityRules } from './activities.ts';
import { eventRules } from './events.ts';
import { expressionsParse } from './expressions.ts';
import { flowRules } from './flows.ts';
import { Problems } from './problems.ts';
import type { Rule, RuleTable } from './rule.ts';
import { scopeRules } from './scopes.ts';
import { isKnownToZeebe, isSupported } from './support.ts';
import { startNameIsConstant, timersAreReadable } from './timers.ts';

export { documentProblem } from './document.ts';
export { straightThroughLoop } from './straight-through-loops.ts';

const NEED_NO_ID = ['extensionElements', 'documentation', 'incoming', 'outgoing'];
const TABLES: readonly RuleTable[] = [scopeRules, activityRules, eventRules, flowRules];

const design: Rule = (element, context) => {
  if (!isBpmn(element)) return;
  for (const table of TABLES) if (Object.hasOwn(table, element.name)) table[element.name]?.(element, context);
};

/** An element that tokens pass, or wait in, is found by its id. */
const hasId: Rule = (element, { report }) => {
  if (element.attributes['id'] !== undefined || !isBpmn(element)) return;
  const isFlowElement = element.parent !== undefined && isBpmn(element.parent, 'process', 'subProcess');
  const named = isFlowElement && !NEED_NO_ID.includes(element.name) && /Event$|[tT]ask$|Gateway$|^subProcess$|^callActivity$|^sequenceFlow$/.test(element.name);
  if (named || isBpmn(element, 'process')) report(element, "Attribute 'id' must be present");
};

/** What Zeebe would say comes first; only a diagram that it takes is asked for what this engine does not know yet. */
const PHASES: readonly (readonly Rule[])[] = [
  [hasId, isKnownToZeebe, design, expressionsParse, timersAreReadable, startNameIsConstant],
  [isSupported],
];

/** Zeebe's words for what is wrong with the executable processes of a diagram, undefined if nothing is. */
export function validate(definitions: Definitions, compile: Compile): string | undefined {
  const problems = new Problems();
  if (definitions.executableProcesses.length === 0) {
    problems.report(definitions.root, 'Must contain at least one executable process');
    return problems.format();
  }
  const context = { definitions, compile, report: problems.report };
  for (const rules of PHASES) {
    for (const process of definitions.executableProcesses) walk(process, (element) => rules.forEach((rule) => rule(element, context)));
    if (problems.found) return problems.format();
  }
  return undefined;
}

function walk(element: XmlElement, visit: (element: XmlElement) => void): void {
  visit(element);
  for (const child of element.children) walk(child, visit);
}
