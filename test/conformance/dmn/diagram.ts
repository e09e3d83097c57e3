/** Writes the DMN of a case in few words, as a modeler would save it. Ids carry `SCOPE` where cases could meet each other. */

import { SCOPE } from '../diagram.ts';

const DMN_1_3 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

export interface DecisionFile {
  readonly name: string;
  readonly xml: string;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const attributes = (values: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(values).map(([name, value]) => (value === undefined ? '' : ` ${name}="${escape(value)}"`)).join('');

export function drg(id: string, elements: readonly string[], { namespace = DMN_1_3, fileName = `${id}.dmn`, name = `Graph ${id}` } = {}): DecisionFile {
  return {
    name: fileName,
    xml: `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="${namespace}" id="${id}${SCOPE}" name="${name}" namespace="http://takt.example/dmn">
${elements.join('\n')}
</definitions>`,
  };
}

export interface DecisionParts {
  readonly name?: string;
  /** Decisions whose results this one uses. */
  readonly requires?: readonly string[];
  readonly requiresInput?: readonly string[];
  /** Business knowledge models that this one calls. */
  readonly knows?: readonly string[];
  /** Name of the result; `type` is checked. Without one the id is the name. */
  readonly variable?: string;
  readonly type?: string;
}

export function decision(id: string, logic: string, parts: DecisionParts = {}): string {
  const variable = parts.variable === undefined && parts.type === undefined ? ''
    : `<variable id="variable-${id}"${attributes({ name: parts.variable ?? id, typeRef: parts.type })}/>`;
  const requirement = (kind: string, target: string, index: number) =>
    `<informationRequirement id="requirement-${id}-${kind}-${index}"><${kind} href="#${target}"/></informationRequirement>`;
  return `<decision id="${id}${SCOPE}" name="${escape(parts.name ?? `Decision ${id}`)}">${variable}`
    + (parts.requires ?? []).map((target, index) => requirement('requiredDecision', target + SCOPE, index)).join('')
    + (parts.requiresInput ?? []).map((target, index) => requirement('requiredInput', target, index)).join('')
    + (parts.knows ?? []).map((target, index) =>
      `<knowledgeRequirement id="knowledge-${id}-${index}"><requiredKnowledge href="#${target}"/></knowledgeRequirement>`).join('')
    + `${logic}</decision>`;
}

export const inputData = (id: string): string => `<inputData id="${id}" name="${id}"/>`;

export function bkm(id: string, name: string, logic: string, { parameters = {}, knows = [] }: {
  parameters?: Readonly<Record<string, string | undefined>>; knows?: readonly string[];
} = {}): string {
  const formal = Object.entries(parameters).map(([parameter, typeRef]) => `<formalParameter${attributes({ name: parameter, typeRef })}/>`).join('');
  return `<businessKnowledgeModel id="${id}" name="${name}">`
    + (logic === '' ? '' : `<encapsulatedLogic id="logic-${id}">${formal}${logic}</encapsulatedLogic>`)
    + knows.map((target, index) => `<knowledgeRequirement id="knowledge-${id}-${index}"><requiredKnowledge href="#${target}"/></knowledgeRequirement>`).join('')
    + '</businessKnowledgeModel>';
}

export const literal = (text: string, language?: string): string =>
  `<literalExpression${attributes({ expressionLanguage: language })}><text>${escape(text)}</text></literalExpression>`;

/** Entries in order; the entry '' is the result. */
export const context = (...entries: readonly (readonly [name: string, logic: string])[]): string =>
  `<context>${entries.map(([name, logic]) =>
    `<contextEntry>${name === '' ? '' : `<variable name="${name}"/>`}${logic}</contextEntry>`).join('')}</context>`;

export const list = (...items: readonly string[]): string => `<list>${items.join('')}</list>`;

export const relation = (columns: readonly string[], ...rows: readonly (readonly string[])[]): string =>
  `<relation>${columns.map((name) => `<column name="${name}"/>`).join('')}${rows.map((row) =>
    `<row>${row.join('')}</row>`).join('')}</relation>`;

export const invocation = (called: string, bindings: Readonly<Record<string, string>>): string =>
  `<invocation>${literal(called)}${Object.entries(bindings).map(([name, logic]) =>
    `<binding><parameter name="${name}"/>${logic}</binding>`).join('')}</invocation>`;

export const functionDefinition = (parameters: Readonly<Record<string, string | undefined>>, logic: string): string =>
  `<functionDefinition>${Object.entries(parameters).map(([name, typeRef]) =>
    `<formalParameter${attributes({ name, typeRef })}/>`).join('')}${logic}</functionDefinition>`;

export interface Output {
  readonly name?: string;
  readonly label?: string;
  readonly type?: string;
  /** As written in the allowed values. */
  readonly values?: string;
  readonly otherwise?: string;
}

export interface Table {
  /** Leads the ids of inputs, outputs and rules: they must differ within a file. */
  readonly id?: string;
  readonly policy?: string;
  readonly aggregation?: string;
  /** FEEL, with a label after `|`. */
  readonly inputs: readonly string[];
  readonly outputs: readonly Output[];
  /** Tests and outputs of each rule. */
  readonly rules: readonly (readonly string[])[];
}

export function table({ id = '', policy, aggregation, inputs, outputs, rules }: Table): string {
  const columns = inputs.map((input, index) => {
    const [expression = '', label] = input.split('|');
    return `<input id="${id}in${index + 1}"${attributes({ label })}><inputExpression><text>${escape(expression)}</text></inputExpression></input>`;
  });
  const results = outputs.map(({ name, label, type, values, otherwise }, index) =>
    `<output id="${id}out${index + 1}"${attributes({ name, label, typeRef: type })}>`
    + (values === undefined ? '' : `<outputValues><text>${escape(values)}</text></outputValues>`)
    + (otherwise === undefined ? '' : `<defaultOutputEntry><text>${escape(otherwise)}</text></defaultOutputEntry>`)
    + '</output>');
  const rows = rules.map((cells, index) => `<rule id="${id}rule${index + 1}">${cells.map((text, column) =>
    (column < inputs.length
      ? `<inputEntry><text>${escape(text)}</text></inputEntry>`
      : `<outputEntry><text>${escape(text)}</text></outputEntry>`)).join('')}</rule>`);
  return `<decisionTable${attributes({ hitPolicy: policy, aggregation })}>${columns.join('')}${results.join('')}${rows.join('')}</decisionTable>`;
}
