import { memberOf } from '../members.ts';
import { isDmn } from './namespaces.ts';
import type { XmlElement } from '../model/xml.ts';

const NCNAME = /^[\p{L}_][\p{L}\p{N}\p{M}_.·-]*$/u;

const EXPRESSION = ['literalExpression', 'decisionTable', 'context', 'list', 'relation', 'invocation', 'functionDefinition'];
const DRG_ELEMENTS = ['decision', 'businessKnowledgeModel', 'inputData', 'knowledgeSource', 'decisionService', 'drgElement'];
const ARTIFACTS = ['textAnnotation', 'association', 'group', 'artifact'];
const REQUIREMENTS = ['knowledgeRequirement', 'authorityRequirement'];
const REFERENCES_OF_DECISIONS = [
  'supportedObjective', 'impactedPerformanceIndicator', 'decisionMaker', 'decisionOwner', 'usingProcess', 'usingTask',
];

/** Names that may stand in one place of an element, and how often. */
interface Place {
  readonly names: readonly string[];
  readonly min: number;
  readonly max: number;
}

const optional = (...names: string[]): Place => ({ names, min: 0, max: 1 });
const one = (...names: string[]): Place => ({ names, min: 1, max: 1 });
const any = (...names: string[]): Place => ({ names, min: 0, max: Infinity });
const some = (...names: string[]): Place => ({ names, min: 1, max: Infinity });
const inOrder = (...names: string[]): Place[] => names.map((name) => any(name));

/** What the DMN 1.3 schema allows below each element, in order. Elements that are not listed are not looked into. */
const CONTENT: Readonly<Record<string, readonly Place[]>> = {
  definitions: [
    any('import'), any('itemDefinition'), any(...DRG_ELEMENTS), any(...ARTIFACTS), any('elementCollection'),
    any('performanceIndicator', 'organizationUnit', 'businessContextElement'),
  ],
  decision: [
    optional('question'), optional('allowedAnswers'), optional('variable'), ...inOrder('informationRequirement', ...REQUIREMENTS, ...REFERENCES_OF_DECISIONS),
    optional(...EXPRESSION),
  ],
  businessKnowledgeModel: [optional('variable'), optional('encapsulatedLogic'), ...inOrder(...REQUIREMENTS)],
  informationRequirement: [one('requiredDecision', 'requiredInput')],
  knowledgeRequirement: [one('requiredKnowledge')],
  encapsulatedLogic: [any('formalParameter'), optional(...EXPRESSION)],
  functionDefinition: [any('formalParameter'), optional(...EXPRESSION)],
  literalExpression: [optional('text', 'importedValues')],
  inputExpression: [optional('text', 'importedValues')],
  outputEntry: [optional('text', 'importedValues')],
  defaultOutputEntry: [optional('text', 'importedValues')],
  inputEntry: [one('text')],
  inputValues: [one('text')],
  outputValues: [one('text')],
  invocation: [optional(...EXPRESSION), any('binding')],
  binding: [one('parameter'), optional(...EXPRESSION)],
  list: [any(...EXPRESSION)],
  context: [any('contextEntry')],
  contextEntry: [optional('variable'), one(...EXPRESSION)],
  relation: [any('column'), any('row')],
  row: [any(...EXPRESSION)],
  decisionTable: [any('input'), some('output'), any('annotation'), any('rule')],
  input: [one('inputExpression'), optional('inputValues')],
  output: [optional('outputValues'), optional('defaultOutputEntry')],
  rule: [any('inputEntry'), some('outputEntry'), any('annotationEntry')],
};

const REQUIRED_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  definitions: ['name', 'namespace'], decision: ['name'], businessKnowledgeModel: ['name'], inputData: ['name'], variable: ['name'],
  formalParameter: ['name'], column: ['name'], parameter: ['name'], requiredDecision: ['href'], requiredInput: ['href'], requiredKnowledge: ['href'],
};

const ATTRIBUTE_VALUES: Readonly<Record<string, readonly string[]>> = {
  hitPolicy: ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'],
  aggregation: ['SUM', 'COUNT', 'MIN', 'MAX'],
};

/** Is the file built as the DMN schema says, as far as decisions depend on it? Zeebe gives one answer for every mistake. */
export function isValidDocument(root: XmlElement): boolean {
  return isDmn(root, 'definitions') && isValid(root, new Set());
}

function isValid(element: XmlElement, ids: Set<string>): boolean {
  const { id } = element.attributes;
  if (id !== undefined) {
    if (!NCNAME.test(id) || ids.has(id)) return false;
    ids.add(id);
  }
  if ((memberOf(REQUIRED_ATTRIBUTES, element.name) ?? []).some((name) => element.attributes[name] === undefined)) return false;
  if (element.name === 'decisionTable' && Object.entries(ATTRIBUTE_VALUES).some(([name, values]) => !allows(values, element.attributes[name]))) return false;
  const children = element.children.filter((child) => child.namespace === element.namespace);
  const places = memberOf(CONTENT, element.name);
  if (places !== undefined && !fit(children.map(({ name }) => name), places)) return false;
  return children.every((child) => child.name === 'extensionElements' || isValid(child, ids));
}

function allows(values: readonly string[], value: string | undefined): boolean {
  return value === undefined || values.includes(value);
}

/** Do the names, one after the other, fill the places? */
function fit(names: readonly string[], places: readonly Place[]): boolean {
  let next = 0;
  for (const place of [optional('description'), optional('extensionElements'), ...places]) {
    const from = next;
    while (next < names.length && next - from < place.max && place.names.includes(names[next]!)) next += 1;
    if (next - from < place.min) return false;
  }
  return next === names.length;
}
