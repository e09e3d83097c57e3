import { compileForDecision, type ValueExpression } from '../expressions/decisions.ts';
import type { XmlElement } from '../model/xml.ts';
import type { Aggregation, DecisionLogic, DecisionTable, HitPolicy, KnowledgeModel, NamedLogic, Parameter } from './graph.ts';
import { dmnChild, dmnChildren, FEEL_LANGUAGES } from './namespaces.ts';

const EXPRESSIONS = ['decisionTable', 'invocation', 'context', 'relation', 'list', 'literalExpression', 'functionDefinition'];

/** An input without a label goes by the first characters of its expression. */
const EXPRESSION_NAME_MAX = 30;

/** The file is refused at once, not together with other mistakes. */
export class UnreadableGraph extends Error {}

/** Zeebe's answer, a Java exception's text, where an entry that is not the last has no name. */
const NAMELESS_ENTRY = 'Cannot invoke "org.camunda.bpm.model.dmn.instance.Variable.getName()" because the return value of'
  + ' "org.camunda.bpm.model.dmn.instance.ContextEntry.getVariable()" is null';

/** Stands for what could not be read; a graph with failures is never evaluated. */
const UNREADABLE: ValueExpression = { evaluate: () => ({ ok: false, message: '<failure>', thrown: false }) };
const UNREADABLE_LOGIC: DecisionLogic = { kind: 'LITERAL_EXPRESSION', expression: UNREADABLE };

/** The XML of the expression that a decision, an entry, a binding, … holds. */
export function expressionOf(element: XmlElement): XmlElement | undefined {
  return dmnChild(element, ...EXPRESSIONS);
}

/** Reads the logic of one file's decisions. Mistakes are gathered in `failures`, in Zeebe's words and order. */
export class LogicReader {
  readonly failures: string[] = [];
  readonly #knowledge: (name: string) => KnowledgeModel | undefined;
  /** A text is compiled once, and fails once. */
  readonly #compiled = new Map<string, ValueExpression>();

  /** `knowledge` finds a business knowledge model by name among those read so far. */
  constructor(knowledge: (name: string) => KnowledgeModel | undefined) {
    this.#knowledge = knowledge;
  }

  /** `allowed` narrows what this place may hold; `refusal` tells of anything else. */
  read(element: XmlElement | undefined, refusal: string, allowed: readonly string[] = EXPRESSIONS): DecisionLogic {
    if (element === undefined || !allowed.includes(element.name)) {
      return this.#fail(`${refusal} '${element?.name ?? 'null'}'`);
    }
    switch (element.name) {
      case 'decisionTable': return this.#table(element);
      case 'invocation': return this.#invocation(element);
      case 'context': return this.#context(element);
      case 'relation': return this.#relation(element);
      case 'list': return { kind: 'LIST', items: dmnChildren(element, ...EXPRESSIONS).map((item) => this.#any(item)) };
      case 'functionDefinition': return this.#function(element);
      default: return { kind: 'LITERAL_EXPRESSION', expression: this.#expression(element) };
    }
  }

  #any(element: XmlElement | undefined): DecisionLogic {
    return this.read(element, 'unsupported expression found');
  }

  #fail(message: string): DecisionLogic {
    this.failures.push(message);
    return UNREADABLE_LOGIC;
  }

  #expression(literal: XmlElement): ValueExpression {
    const text = dmnChild(literal, 'text')?.text;
    if (text === undefined) {
      this.failures.push(`The expression '${literal.attributes['id'] ?? 'null'}' must not be empty.`);
      return UNREADABLE;
    }
    return this.#speaksFeel(literal) ? this.#compile(text, 'expression') : UNREADABLE;
  }

  #tests(cell: XmlElement): ValueExpression | undefined {
    const text = dmnChild(cell, 'text')?.text ?? '';
    if (!this.#speaksFeel(cell)) return UNREADABLE;
    return text === '' ? undefined : this.#compile(text, 'unaryTests');
  }

  #speaksFeel(element: XmlElement): boolean {
    const language = element.attributes['expressionLanguage']?.toLowerCase() ?? 'feel';
    if (FEEL_LANGUAGES.has(language)) return true;
    this.failures.push(`Expression language '${language}' is not supported`);
    return false;
  }

  #compile(text: string, kind: 'expression' | 'unaryTests'): ValueExpression {
    const known = this.#compiled.get(`${kind} ${text}`);
    if (known !== undefined) return known;
    const compiled = compileForDecision(text, kind);
    if (typeof compiled === 'string') this.failures.push(`FEEL ${kind === 'expression' ? 'expression' : 'unary-tests'}: ${compiled}`);
    const expression = typeof compiled === 'string' ? UNREADABLE : compiled;
    this.#compiled.set(`${kind} ${text}`, expression);
    return expression;
  }

  #table(element: XmlElement): DecisionTable {
    const { hitPolicy = 'UNIQUE', aggregation } = element.attributes;
    const outputElements = dmnChildren(element, 'output');
    if (outputElements.length > 1) {
      if (hitPolicy === 'COLLECT' && aggregation !== undefined) {
        this.failures.push("hit policy 'COLLECT' with aggregator is not defined for compound output");
      }
      for (const { attributes } of outputElements) {
        if (attributes['name'] === undefined) this.failures.push(`no output name defined for \`${attributes['label'] ?? 'null'}\``);
      }
    }
    const inputs = dmnChildren(element, 'input').map(({ attributes, children }) => {
      const expression = children.find(({ name }) => name === 'inputExpression')!;
      return { id: attributes['id'] ?? '', name: attributes['label'] ?? (dmnChild(expression, 'text')?.text ?? '').slice(0, EXPRESSION_NAME_MAX), expression: this.#expression(expression) };
    });
    const outputs = outputElements.map((output) => {
      const values = dmnChild(output, 'outputValues');
      const defaultEntry = dmnChild(output, 'defaultOutputEntry');
      return {
        id: output.attributes['id'] ?? '', name: output.attributes['name'] ?? null, ...labelOf(output),
        ...(values === undefined ? {} : { allowedValues: dmnChild(values, 'text')?.text ?? '' }),
        ...(defaultEntry === undefined ? {} : { defaultValue: this.#expression(defaultEntry) }),
      };
    });
    const rules = dmnChildren(element, 'rule').map((rule) => ({
      id: rule.attributes['id'] ?? '',
      tests: dmnChildren(rule, 'inputEntry').map((cell) => this.#tests(cell)),
      outputs: dmnChildren(rule, 'outputEntry').map((cell) => this.#expression(cell)),
    }));
    return {
      kind: 'DECISION_TABLE', hitPolicy: hitPolicy as HitPolicy, ...(aggregation === undefined ? {} : { aggregation: aggregation as Aggregation }), inputs, outputs, rules,
    };
  }

  #context(element: XmlElement): DecisionLogic {
    // Zeebe's answer is the message of an exception that has none.
    const children = dmnChildren(element, 'contextEntry');
    if (children.length === 0) throw new UnreadableGraph('null');
    const entries: NamedLogic[] = [];
    let result: DecisionLogic | undefined;
    for (const entry of children) {
      const name = dmnChild(entry, 'variable')?.attributes['name'];
      if (name === undefined && entry !== children.at(-1)) throw new UnreadableGraph(NAMELESS_ENTRY);
      const logic = this.#any(expressionOf(entry));
      if (name === undefined) result = logic;
      else entries.push({ name, logic });
    }
    return { kind: 'CONTEXT', entries, ...(result === undefined ? {} : { result }) };
  }

  #relation(element: XmlElement): DecisionLogic {
    const columns = dmnChildren(element, 'column').map(({ attributes }) => attributes['name'] ?? '');
    const rows = dmnChildren(element, 'row').map((row) => dmnChildren(row, ...EXPRESSIONS));
    for (const { length } of rows) {
      if (length !== columns.length) this.failures.push(`expected row with '${columns.length}' elements but found '${length}'`);
    }
    return {
      kind: 'RELATION',
      rows: rows.map((row) => row.slice(0, columns.length).map((cell, index) => ({ name: columns[index]!, logic: this.#any(cell) }))),
    };
  }

  #invocation(element: XmlElement): DecisionLogic {
    const bindings = dmnChildren(element, 'binding').flatMap((binding) => {
      const value = expressionOf(binding);
      const name = dmnChild(binding, 'parameter')?.attributes['name'] ?? '';
      if (value?.name === 'literalExpression') return [{ name, expression: this.#expression(value) }];
      this.failures.push(`expected binding with literal expression but found '${value?.name ?? 'null'}'`);
      return [];
    });
    const target = expressionOf(element);
    if (target?.name !== 'literalExpression') return this.#fail(`expected invocation with literal expression but found '${target?.name ?? 'null'}'`);
    const name = dmnChild(target, 'text')?.text ?? '';
    const called = this.#knowledge(name);
    return called === undefined ? this.#fail(`no BKM found with name '${name}'`) : { kind: 'INVOCATION', bindings, called };
  }

  #function(element: XmlElement): DecisionLogic {
    const body = expressionOf(element);
    if (body?.name !== 'literalExpression') return this.#fail(`expected literal expression but found '${body?.name ?? 'null'}'`);
    return { kind: 'FUNCTION', parameters: parametersOf(element), expression: this.#expression(body) };
  }
}

export function parametersOf(element: XmlElement): Parameter[] {
  return dmnChildren(element, 'formalParameter').map(({ attributes: { name, typeRef } }) => ({
    name: name ?? '', ...(typeRef === undefined ? {} : { type: typeRef }),
  }));
}

function labelOf({ attributes: { label } }: XmlElement): { readonly label?: string } {
  return label === undefined ? {} : { label };
}
