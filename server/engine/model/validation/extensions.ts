import { memberOf } from '../../members.ts';
import { zeebeChildren, type XmlElement } from '../xml.ts';
import { ZEEBE_NAMESPACE } from '../namespaces.ts';
import { commaSeparated, dateTime, mandatory, mandatoryExpression, optional, optionalExpression, path, type Check } from './expressions.ts';
import type { Rule, RuleContext } from './rule.ts';

/** `required`: must have a value. An empty one counts as none. */
type Attributes = Readonly<Record<string, { readonly required?: true; readonly check?: Check }>>;

const ATTRIBUTES: Readonly<Record<string, Attributes>> = {
  input: { source: { check: mandatory }, target: { check: path } },
  output: { source: { check: mandatoryExpression }, target: { check: path } },
  taskDefinition: { type: { required: true, check: mandatory }, retries: { check: optional } },
  subscription: { correlationKey: { required: true, check: mandatoryExpression } },
  publishMessage: { correlationKey: { required: true } },
  loopCharacteristics: { inputCollection: { required: true, check: mandatoryExpression }, outputElement: { check: optionalExpression } },
  calledElement: { processId: { required: true, check: mandatory } },
  calledDecision: { decisionId: { required: true, check: mandatory }, resultVariable: { required: true } },
  script: { expression: { required: true, check: mandatoryExpression }, resultVariable: { required: true } },
  executionListener: { eventType: { required: true }, type: { required: true } },
  assignmentDefinition: { assignee: { check: optional }, candidateGroups: { check: commaSeparated }, candidateUsers: { check: commaSeparated } },
  taskSchedule: { dueDate: { check: dateTime }, followUpDate: { check: dateTime } },
};

/** The attributes of Zeebe's extension elements, wherever these stand. */
export const extensionsAreComplete: Rule = (element, context) => {
  for (const [name, { required }] of attributesOf(element)) {
    if (required && !element.attributes[name]) context.report(element, `Attribute '${name}' must be present and not empty`);
  }
  if (element.namespace === ZEEBE_NAMESPACE) memberOf(OTHER_RULES, element.name)?.(element, context);
};

export const extensionExpressionsParse: Rule = (element, context) => {
  for (const [name, { check }] of attributesOf(element)) check?.(element, element.attributes[name] || undefined, context);
  if (element.namespace === ZEEBE_NAMESPACE && element.name === 'taskHeaders') headersAreFree(element, context);
};

function attributesOf({ namespace, name }: XmlElement) {
  return Object.entries((namespace === ZEEBE_NAMESPACE ? memberOf(ATTRIBUTES, name) : undefined) ?? {});
}

function collectsItsOutput(settings: XmlElement, { report }: RuleContext): void {
  const { outputCollection, outputElement } = settings.attributes;
  if (outputCollection && !outputElement) report(settings, "Attribute 'outputElement' must be present if the attribute 'outputCollection' is set");
  if (outputElement && !outputCollection) report(settings, "Attribute 'outputCollection' must be present if the attribute 'outputElement' is set");
}

function namesOneForm(form: XmlElement, { report }: RuleContext): void {
  const own = form.parent !== undefined && zeebeChildren(form.parent, 'userTask').length > 0;
  const allowed = own ? ['formId', 'externalReference'] : ['formId', 'formKey'];
  if (allowed.filter((name) => (form.attributes[name] ?? '').trim() !== '').length !== 1) {
    report(form, `Exactly one of the attributes '${allowed.join(', ')}' must be present and not blank${own ? ' for native user tasks' : ''}`);
  }
}

const RESERVED_PREFIX = 'io.camunda.zeebe:';

function headersAreFree(holder: XmlElement, { report }: RuleContext): void {
  const keys = zeebeChildren(holder, 'header').map(({ attributes }) => attributes['key']).filter((key) => key !== undefined);
  for (const key of keys.filter((each) => each.startsWith(RESERVED_PREFIX))) {
    report(holder, `Attribute 'key' contains '${key}', but header keys starting with '${RESERVED_PREFIX}' are reserved for internal use.`);
  }
  for (const key of new Set(keys.filter((each, index) => keys.indexOf(each) < index))) report(holder, `Headers contain duplicate entries for key '${key}'`);
}

function hasText(form: XmlElement, { report }: RuleContext): void {
  if (form.text === '') report(form, 'User task form text content has to be present and not empty');
}

const OTHER_RULES: Readonly<Record<string, Rule>> = {
  loopCharacteristics: collectsItsOutput, formDefinition: namesOneForm, userTaskForm: hasText,
};
