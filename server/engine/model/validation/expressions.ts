import { bpmnChild, isBpmn, zeebeChildren, zeebeExtension, type XmlElement } from '../xml.ts';
import { eventDefinitions } from '../element-types.ts';
import { isExpression } from '../compile.ts';
import { referencedMessage, referencedSignal } from '../definitions.ts';
import type { Rule, RuleContext } from './rule.ts';

const PATH = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z_][a-zA-Z0-9_]*)*$/;
/** As Zeebe prints it. */
const PATH_TEXT = String.raw`[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z_][a-zA-Z0-9_]*)*`;
const COMMA_SEPARATED = /^[^,]+(,[^,]+)*$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:\d{2}){0,2})(\[[^\]]+\])?$/i;

/** Every expression of an element parses, and is one where a static text makes no sense. */
export const expressionsParse: Rule = (element, context) => {
  if (!isBpmn(element)) return;
  const attribute = (extension: string, name: string, check: Check) => {
    const holder = zeebeExtension(element, extension);
    if (holder !== undefined) check(holder, holder.attributes[name], context);
  };
  attribute('taskDefinition', 'type', mandatory);
  attribute('taskDefinition', 'retries', optional);
  attribute('script', 'expression', mandatoryExpression);
  attribute('calledElement', 'processId', mandatory);
  attribute('calledDecision', 'decisionId', mandatory);
  attribute('loopCharacteristics', 'inputCollection', mandatoryExpression);
  attribute('loopCharacteristics', 'outputElement', optionalExpression);
  attribute('assignmentDefinition', 'assignee', optional);
  attribute('assignmentDefinition', 'candidateGroups', commaSeparated);
  attribute('assignmentDefinition', 'candidateUsers', commaSeparated);
  attribute('taskSchedule', 'dueDate', dateTime);
  attribute('taskSchedule', 'followUpDate', dateTime);
  attribute('formDefinition', 'formId', optional);
  attribute('formDefinition', 'externalReference', optional);
  mappings(element, context);
  const condition = bpmnChild(element, 'conditionExpression');
  if (condition !== undefined) mustBeExpression(condition, condition.text, context);
  const completion = bpmnChild(element, 'completionCondition');
  if (completion !== undefined) optional(element, completion.text, context);
  for (const definition of eventDefinitions(element)) {
    for (const name of ['timeDuration', 'timeDate', 'timeCycle']) optional(definition, bpmnChild(definition, name)?.text, context);
    messageExpressions(definition, element, context);
    const signal = referencedSignal(definition, context.definitions);
    if (signal !== undefined) optional(signal, signal.attributes['name'], context);
  }
  if (element.name === 'receiveTask') messageExpressions(element, element, context);
};

type Check = (element: XmlElement, text: string | undefined, context: RuleContext) => void;

function mappings(element: XmlElement, context: RuleContext): void {
  const mapping = zeebeExtension(element, 'ioMapping');
  if (mapping === undefined) return;
  for (const entry of [...zeebeChildren(mapping, 'input'), ...zeebeChildren(mapping, 'output')]) {
    mandatory(entry, entry.attributes['source'], context);
    const target = entry.attributes['target'];
    if (!target) context.report(entry, 'Expected path expression but not found.');
    else if (!PATH.test(target)) {
      context.report(entry, `Expected path expression '${target}' but doesn't match the pattern '${PATH_TEXT}'.`);
    }
  }
}

function messageExpressions(holder: XmlElement, event: XmlElement, context: RuleContext): void {
  const message = referencedMessage(holder, context.definitions);
  if (message === undefined) return;
  optional(message, message.attributes['name'], context);
  const subscription = zeebeExtension(message, 'subscription');
  const startsProcess = event.name === 'startEvent' && event.parent !== undefined && isBpmn(event.parent, 'process');
  if (subscription !== undefined && !startsProcess) mandatoryExpression(subscription, subscription.attributes['correlationKey'], context);
}

const optional: Check = (element, text, context) => {
  if (text === undefined || !isExpression(text)) return;
  const problem = context.compile(text).parseError;
  if (problem !== undefined) context.report(element, problem);
};

const mandatory: Check = (element, text, context) => {
  if (!text) context.report(element, 'Expected expression but not found.');
  else optional(element, text, context);
};

const mandatoryExpression: Check = (element, text, context) => {
  if (!text) context.report(element, 'Expected expression but not found.');
  else mustBeExpression(element, text, context);
};

const optionalExpression: Check = (element, text, context) => {
  if (text) mustBeExpression(element, text, context);
};

function mustBeExpression(element: XmlElement, text: string, context: RuleContext): void {
  if (isExpression(text)) optional(element, text, context);
  else {
    context.report(element,
      `Expected expression but found static value '${text}'. An expression must start with '=' (e.g. '=${text}').`);
  }
}

const commaSeparated: Check = (element, text, context) => {
  if (text && !isExpression(text) && !COMMA_SEPARATED.test(text)) {
    context.report(element, `Expected static value to be a list of comma-separated values, e.g. 'a,b,c', but found '${text}'.`);
  } else optional(element, text, context);
};

const dateTime: Check = (element, text, context) => {
  if (text && !isExpression(text) && !(DATE_TIME.test(text))) {
    context.report(element, `Expected static value to be a valid DateTime String, e.g. '2023-03-02T15:35+02:00', but found '${text}'.`);
  } else optional(element, text, context);
};
