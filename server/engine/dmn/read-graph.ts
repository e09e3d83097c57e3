import { readXml, type XmlElement } from '../model/xml.ts';
import { isValidDocument } from './document.ts';
import type { Decision, DecisionGraph, KnowledgeModel } from './graph.ts';
import { dmnChild, dmnChildren } from './namespaces.ts';
import { expressionOf, LogicReader, parametersOf, UnreadableGraph } from './read-logic.ts';
import { inHashOrder } from './scala-order.ts';

const INVALID = 'Failed to parse DMN: org.camunda.bpm.model.dmn.DmnModelException: Unable to parse model';
/** Zeebe's answer, a Java exception's text, where an id is missing that it wants to store. */
const NO_ID = 'Cannot invoke "String.getBytes(java.nio.charset.Charset)" because "value" is null';

const DECISION_EXPRESSIONS = ['decisionTable', 'invocation', 'context', 'relation', 'list', 'literalExpression'];
const KNOWLEDGE_EXPRESSIONS = ['decisionTable', 'context', 'relation', 'list', 'literalExpression'];

export type ReadGraph = { readonly ok: true; readonly graph: DecisionGraph } | { readonly ok: false; readonly message: string };

/** Reads a DMN file. `message` is Zeebe's, without the name of the file. */
export function readGraph(xml: string): ReadGraph {
  const read = readXml(xml);
  if (!read.ok || !isValidDocument(read.root)) return { ok: false, message: INVALID };
  try {
    return { ok: true, graph: new GraphReader(read.root).read() };
  } catch (error) {
    if (error instanceof UnreadableGraph) return { ok: false, message: error.message };
    throw error;
  }
}

class GraphReader {
  readonly #root: XmlElement;
  readonly #elements = new Map<string, XmlElement>();
  readonly #knowledge = new Map<string, KnowledgeModel>();
  readonly #logic = new LogicReader((name) => this.#knowledge.get(name));

  constructor(root: XmlElement) {
    this.#root = root;
    for (const element of root.children) this.#elements.set(element.attributes['id'] ?? '', element);
  }

  read(): DecisionGraph {
    const elements = dmnChildren(this.#root, 'decision');
    this.#refuseCycles('decisions', elements, 'informationRequirement', 'requiredDecision');
    this.#refuseCycles('BKMs', dmnChildren(this.#root, 'businessKnowledgeModel'), 'knowledgeRequirement', 'requiredKnowledge');
    const decisions = this.#decisions(elements);
    if (this.#logic.failures.length > 0) throw new UnreadableGraph(this.#logic.failures.join('\n'));
    const { id, name = '', namespace = '' } = this.#root.attributes;
    if (id === undefined || elements.some(({ attributes }) => attributes['id'] === undefined)) throw new UnreadableGraph(NO_ID);
    return { id, name, namespace, decisions: inHashOrder(decisions, (decision) => decision.id) };
  }

  #decisions(elements: readonly XmlElement[]): Decision[] {
    const requirements = new Map<string, Decision[]>();
    const decisions = elements.map((element) => {
      const requires: Decision[] = [];
      const decision = this.#decision(element, requires);
      requirements.set(decision.id, requires);
      return decision;
    });
    const byId = new Map(decisions.map((decision) => [decision.id, decision]));
    elements.forEach((element, index) => {
      for (const required of this.#required(element, 'informationRequirement', 'requiredDecision')) {
        const decision = byId.get(required.attributes['id'] ?? '');
        if (decision !== undefined) requirements.get(decisions[index]!.id)!.push(decision);
      }
    });
    return decisions;
  }

  #decision(element: XmlElement, requires: readonly Decision[]): Decision {
    const { id = '', name = '' } = element.attributes;
    const knowledge = this.#knowledgeOf(element);
    const logic = this.#logic.read(expressionOf(element), 'unsupported decision expression', DECISION_EXPRESSIONS);
    const variable = dmnChild(element, 'variable')?.attributes;
    const type = variable?.['typeRef'];
    return { id, name, logic, knowledge, requires, resultName: variable?.['name'] ?? id, ...(type === undefined ? {} : { resultType: type }) };
  }

  #knowledgeOf(element: XmlElement): KnowledgeModel[] {
    return this.#required(element, 'knowledgeRequirement', 'requiredKnowledge').map((required) => {
      const name = required.attributes['name'] ?? '';
      const model = this.#knowledge.get(name) ?? this.#knowledgeModel(required, name);
      this.#knowledge.set(name, model);
      return model;
    });
  }

  #knowledgeModel(element: XmlElement, name: string): KnowledgeModel {
    const knowledge = this.#knowledgeOf(element);
    const body = dmnChild(element, 'encapsulatedLogic');
    const logic = body === undefined ? { kind: 'UNKNOWN' } as const : this.#logic.read(expressionOf(body), 'unsupported business knowledge model logic found', KNOWLEDGE_EXPRESSIONS);
    return { id: element.attributes['id'] ?? '', name, logic, knowledge, parameters: body === undefined ? [] : parametersOf(body) };
  }

  /** The elements that the requirements of one kind point to. */
  #required(element: XmlElement, requirement: string, target: string): XmlElement[] {
    return dmnChildren(element, requirement).flatMap((child) => {
      const href = dmnChild(child, target)?.attributes['href'];
      if (href === undefined) return [];
      const id = href.slice(href.indexOf('#') + 1);
      const required = this.#elements.get(id);
      if (required === undefined) throw new UnreadableGraph(`Unable to find a model element instance for id ${id}`);
      return [required];
    });
  }

  #refuseCycles(kind: string, elements: readonly XmlElement[], requirement: string, target: string): void {
    const required = new Map(elements.map((element) => [element, this.#required(element, requirement, target)]));
    const done = new Set<XmlElement>();
    for (const start of elements) {
      const path: { element: XmlElement; next: number }[] = [{ element: start, next: 0 }];
      const onPath = new Set([start]);
      for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
        const child = done.has(at.element) ? undefined : required.get(at.element)?.[at.next++];
        if (child === undefined) {
          done.add(at.element);
          onPath.delete(at.element);
          path.pop();
        } else {
          if (onPath.has(child)) throw new UnreadableGraph(`Invalid DMN model: Cyclic dependencies between ${kind} detected.`);
          onPath.add(child);
          path.push({ element: child, next: 0 });
        }
      }
    }
  }
}
