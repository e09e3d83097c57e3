import { bpmnChild, bpmnChildren, isBpmn, type XmlElement } from '../xml.ts';
import { eventDefinitions } from '../element-types.ts';
import { referencedMessage, referencedSignal } from '../definitions.ts';
import type { Expression } from '../../expressions/index.ts';
import type { Rule, RuleContext } from './rule.ts';
import { cycleProblem, isDateTime, isDuration } from './timer-notation.ts';

const TIMERS = [
  { name: 'timeDuration', kind: 'duration', types: ['DURATION', 'PERIOD', 'STRING'] },
  { name: 'timeDate', kind: 'date', types: ['DATE_TIME', 'STRING'] },
  { name: 'timeCycle', kind: 'cycle', types: ['STRING'] },
] as const;

type Timer = typeof TIMERS[number];

/** Static timers, and those that start a process (they have no variables yet), are known at deployment: they must be readable. */
export const timersAreReadable: Rule = (element, { compile, report }) => {
  if (isBpmn(element, 'intermediateThrowEvent', 'endEvent')) return;
  const startsProcess = isProcessStart(element);
  for (const definition of eventDefinitions(element)) {
    for (const timer of TIMERS) {
      const text = bpmnChild(definition, timer.name)?.text;
      if (text === undefined) continue;
      const expression = compile(text);
      if (!expression.isStatic && !startsProcess) continue;
      const problem = expression.parseError ?? (expression.isStatic ? valueProblem(timer, text, text) : evaluationProblem(timer, expression));
      if (problem !== undefined) report(element, `Invalid timer ${timer.kind} expression (${problem})`);
    }
  }
};

/** The name of a message or signal that starts a process must be known at deployment. */
export const startNameIsConstant: Rule = (element, context) => {
  if (!isProcessStart(element)) return;
  for (const definition of bpmnChildren(element, 'messageEventDefinition')) {
    const name = referencedMessage(definition, context.definitions)?.attributes['name'];
    if (name === undefined) continue;
    const expression = context.compile(name);
    if (!expression.isStatic) nameProblem(element, 'message', name, expression, context);
  }
  for (const definition of bpmnChildren(element, 'signalEventDefinition')) {
    const name = referencedSignal(definition, context.definitions)?.attributes['name'];
    if (name === undefined) continue;
    const expression = context.compile(name);
    if (!expression.isStatic) nameProblem(element, 'signal', name, expression, context);
  }
};

function nameProblem(element: XmlElement, kind: 'message' | 'signal', name: string, expression: Expression, { report }: RuleContext): void {
  const result = evaluateAlone(expression);
  const failure = expression.parseError ?? (result.ok ? undefined : result.message);
  const type = result.ok ? result.type : 'NULL';
  if (failure !== undefined) report(element, `Expected constant expression but found '${name}', which could not be evaluated without context: ${failure}`);
  else if (type !== 'STRING') report(element, `Expected constant expression of type String for ${kind} name '${name}', but was ${type}`);
}

function evaluationProblem(timer: Timer, expression: Expression): string | undefined {
  const source = expression.source.slice(1).trim();
  const result = evaluateAlone(expression);
  if (!result.ok) return result.message;
  if ((timer.types as readonly string[]).includes(result.type)) {
    return valueProblem(timer, result.json.startsWith('"') ? String(JSON.parse(result.json)) : result.json, source);
  }
  const expected = timer.types.length === 1 ? `'${timer.types[0]}'` : `one of '[${timer.types.join(', ')}]'`;
  const warnings = result.warnings.length === 0 ? ''
    : ` The evaluation reported the following warnings:\n${result.warnings.map((warning) => `[${warning.type}] ${warning.message}`).join('\n')}`;
  return `Expected result of the expression '${source}' to be ${expected}, but was '${result.type}'.${warnings}`;
}

function valueProblem(timer: Timer, value: string, source: string): string | undefined {
  switch (timer.kind) {
    case 'duration': return isDuration(value) ? undefined : `Invalid duration format '${value}' for expression '${source}'.`;
    case 'date': return isDateTime(value) ? undefined : `Invalid date-time format '${value}' for expression '${source}'.`;
    case 'cycle': return cycleProblem(value);
  }
}

function evaluateAlone(expression: Expression) {
  return expression.evaluate(() => undefined, () => new Date());
}

function isProcessStart(element: XmlElement): boolean {
  return isBpmn(element, 'startEvent') && element.parent !== undefined && isBpmn(element.parent, 'process');
}
