import { bpmnChild, isBpmn, type XmlElement } from '../xml.ts';
import { eventDefinitions } from '../element-types.ts';
import { isExpression } from '../compile.ts';
import type { Rule, RuleContext } from './rule.ts';
import { isDateTime } from './timer-notation.ts';

const PATH = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z_][a-zA-Z0-9_]*)*$/;
/** As Zeebe prints it. */
const PATH_TEXT = String.raw`[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z_][a-zA-Z0-9_]*)*`;
/** Words of FEEL that no variable may be called. */
const RESERVED_WORDS = ['null', 'true', 'false', 'function', 'if', 'then', 'else', 'for', 'between', 'instance', 'of'];

/** Every expression of a BPMN element parses, and is one where a static text makes no sense. Those of extension elements: `extensions.ts`. */
export const expressionsParse: Rule = (element, context) => {
  if (!isBpmn(element)) return;
  if (isBpmn(element, 'message', 'signal')) optional(element, element.attributes['name'], context);
  if (isBpmn(element, 'conditionExpression')) mandatoryExpression(element, element.text, context);
  const completion = bpmnChild(element, 'completionCondition');
  if (completion !== undefined) optional(element, completion.text, context);
  for (const definition of eventDefinitions(element)) {
    for (const name of ['timeDate', 'timeDuration', 'timeCycle']) optional(definition, bpmnChild(definition, name)?.text, context);
  }
};

export type Check = (element: XmlElement, text: string | undefined, context: RuleContext) => void;

export const path: Check = (element, text, { report }) => {
  if (!text) return report(element, 'Expected path expression but not found.');
  if (!PATH.test(text)) report(element, `Expected path expression '${text}' but doesn't match the pattern '${PATH_TEXT}'.`);
  if (RESERVED_WORDS.includes(text)) {
    report(element, `Expected path expression '${text}' but is one of the reserved words (${RESERVED_WORDS.join(', ')}).`);
  }
};

export const optional: Check = (element, text, context) => {
  if (text === undefined || !isExpression(text)) return;
  const problem = context.compile(text).parseError;
  if (problem !== undefined) context.report(element, problem);
};

export const mandatory: Check = (element, text, context) => {
  if (text === undefined) context.report(element, 'Expected expression but not found.');
  else optional(element, text, context);
};

export const mandatoryExpression: Check = (element, text, context) => {
  if (text === undefined) context.report(element, 'Expected expression but not found.');
  else optionalExpression(element, text, context);
};

export const optionalExpression: Check = (element, text, context) => {
  if (text === undefined) return;
  if (isExpression(text)) optional(element, text, context);
  else {
    context.report(element,
      `Expected expression but found static value '${text}'. An expression must start with '=' (e.g. '=${text}').`);
  }
};

export const commaSeparated: Check = (element, text, context) => {
  if (text && !isExpression(text) && text.split(',').some((item) => item.trim() === '')) {
    context.report(element, `Expected static value to be a list of comma-separated values, e.g. 'a,b,c', but found '${text}'.`);
  } else optional(element, text, context);
};

export const dateTime: Check = (element, text, context) => {
  if (text && !isExpression(text) && !isDateTime(text)) {
    context.report(element, `Expected static value to be a valid DateTime String, e.g. '2023-03-02T15:35+02:00', but found '${text}'.`);
  } else optional(element, text, context);
};
