import { bpmnChild, bpmnChildren, type XmlElement } from '../xml.ts';
import { flowNodeType } from '../element-types.ts';
import { processOf } from '../definitions.ts';
import { NOT_IN_ZEEBE } from './support.ts';
import type { Rule, RuleContext, RuleTable } from './rule.ts';

const exclusiveGateway: Rule = (element, context) => {
  defaultFlowStartsHere(element, context);
  const outgoing = outgoingFlows(element);
  if (outgoing.length < 2) return;
  for (const flow of outgoing) {
    if (!hasCondition(flow) && flow.attributes['id'] !== element.attributes['default']) {
      context.report(flow, 'Must have a condition or be default flow');
    }
  }
};

function defaultFlowStartsHere(element: XmlElement, { report }: RuleContext): void {
  const id = element.attributes['default'];
  if (id === undefined) return;
  const flow = element.parent?.children.find((child) => child.attributes['id'] === id);
  if (flow?.attributes['sourceRef'] !== element.attributes['id']) report(element, 'Default flow must start at gateway');
}

/** Joins two nodes; a condition means nothing at other sources than gateways. */
const sequenceFlow: Rule = (element, { definitions, report }) => {
  for (const [end, reference] of [['start', element.attributes['sourceRef']], ['end', element.attributes['targetRef']]] as const) {
    const node = definitions.byId.get(reference ?? '');
    if (node !== undefined && NOT_IN_ZEEBE.includes(node.name)) continue;
    if (node === undefined || flowNodeType(node) === undefined || processOf(node) !== processOf(element)) {
      report(element, `Must ${end} at a flow node of its process`);
    }
  }
  if (!hasCondition(element)) return;
  const source = element.parent?.children.find((child) => child.attributes['id'] === element.attributes['sourceRef']);
  if (source === undefined || source.name === 'exclusiveGateway' || source.name === 'inclusiveGateway') return;
  if (outgoingFlows(source).includes(element)) {
    report(source, 'Conditional sequence flows are only supported at exclusive or inclusive gateway');
  }
};

/** As the element lists them itself (`bpmn:outgoing`): Zeebe's rules look at nothing else. */
function outgoingFlows(element: XmlElement): XmlElement[] {
  const ids = bpmnChildren(element, 'outgoing').map((outgoing) => outgoing.text);
  return (element.parent?.children ?? []).filter((child) => child.name === 'sequenceFlow' && ids.includes(child.attributes['id'] ?? ''));
}

function hasCondition(flow: XmlElement): boolean {
  return bpmnChild(flow, 'conditionExpression') !== undefined;
}

export const flowRules: RuleTable = { exclusiveGateway, sequenceFlow };
