import { memberOf } from '../../members.ts';
import type { Compile } from '../compile.ts';
import type { Definitions } from '../definitions.ts';
import { isBpmn, type XmlElement } from '../xml.ts';
import { activityRules } from './activities.ts';
import { eventRules } from './events.ts';
import { executionListeners } from './execution-listeners.ts';
import { expressionsParse } from './expressions.ts';
import { extensionExpressionsParse, extensionsAreComplete } from './extensions.ts';
import { flowRules } from './flows.ts';
import { messageRules } from './messages.ts';
import { Problems } from './problems.ts';
import type { Rule, RuleTable } from './rule.ts';
import { scopeRules } from './scopes.ts';
import { isKnownToZeebe } from './support.ts';
import { startNameIsConstant, timersAreReadable } from './timers.ts';

export { handlerThatIsNoActivity } from './compensation.ts';
export { documentProblem } from './document.ts';
export { straightThroughLoop } from './straight-through-loops.ts';

const NEED_NO_ID = ['extensionElements', 'documentation', 'incoming', 'outgoing'];
const TABLES: readonly RuleTable[] = [scopeRules, activityRules, eventRules, flowRules, messageRules];

const elementRules: Rule = (element, context) => {
  if (!isBpmn(element)) return;
  for (const table of TABLES) memberOf(table, element.name)?.(element, context);
};

/** An element that tokens pass, or wait in, is found by its id. */
const hasId: Rule = (element, { report }) => {
  if (element.attributes['id'] !== undefined || !isBpmn(element)) return;
  const isFlowElement = element.parent !== undefined && isBpmn(element.parent, 'process', 'subProcess');
  const named = isFlowElement && !NEED_NO_ID.includes(element.name) && /Event$|[tT]ask$|Gateway$|^subProcess$|^callActivity$|^sequenceFlow$/.test(element.name);
  if (named || isBpmn(element, 'process')) report(element, "Attribute 'id' must be present");
};

/** Zeebe keeps two kinds of rules apart: where an element breaks one of each kind, it names only what cannot run. */
const DESIGN: readonly Rule[] = [hasId, isKnownToZeebe, elementRules, executionListeners, extensionsAreComplete];
const RUNTIME: readonly Rule[] = [extensionExpressionsParse, expressionsParse, timersAreReadable, startNameIsConstant];

/** Zeebe's words for what is wrong with the executable processes of a diagram, undefined if nothing is. */
export function validate(definitions: Definitions, compile: Compile): string | undefined {
  if (definitions.executableProcesses.length === 0) {
    const problems = new Problems();
    problems.report(definitions.root, 'Must contain at least one executable process');
    return problems.format();
  }
  const shared = definitions.root.children.filter((child) => !isBpmn(child, 'process'));
  const found = (rules: readonly Rule[]): Problems => {
    const problems = new Problems();
    const context = { definitions, compile, report: problems.report };
    for (const part of [...definitions.executableProcesses, ...shared]) walk(part, (element) => rules.forEach((rule) => rule(element, context)));
    return problems;
  };
  const problems = found(RUNTIME).over(found(DESIGN));
  return problems.found ? problems.format() : undefined;
}

function walk(element: XmlElement, visit: (element: XmlElement) => void): void {
  visit(element);
  for (const child of element.children) walk(child, visit);
}
