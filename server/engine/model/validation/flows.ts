import { bpmnChild, bpmnChildren, isBpmn, type XmlElement } from '../xml.ts';
import { eventType, flowNodeType } from '../element-types.ts';
import { processOf } from '../definitions.ts';
import { NOT_IN_ZEEBE } from './support.ts';
import { catchEventsAreUnique } from './scopes.ts';
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

const inclusiveGateway: Rule = (element, context) => {
  defaultFlowStartsHere(element, context);
  if (bpmnChildren(element, 'incoming').length > 1) {
    context.report(element, 'Currently the inclusive gateway can only have one incoming sequence flow');
  }
  const outgoing = outgoingFlows(element);
  if (outgoing.length < 2) return;
  for (const flow of outgoing) {
    if (!hasCondition(flow) && flow.attributes['id'] !== element.attributes['default']) context.report(flow, 'Must have a condition');
  }
};

const eventBasedGateway: Rule = (element, context) => {
  const targets = outgoingFlows(element).map((flow) => context.definitions.byId.get(flow.attributes['targetRef'] ?? ''))
    .filter((target) => target !== undefined);
  if (targets.length < 2) context.report(element, 'Event-based gateway must have at least 2 outgoing sequence flows.');
  if (!targets.every((target) => isBpmn(target, 'intermediateCatchEvent') && ['MESSAGE', 'TIMER', 'SIGNAL'].includes(eventType(target)))) {
    context.report(element, 'Event-based gateway must not have an outgoing sequence flow to other elements than message/timer/signal intermediate catch events.');
  }
  catchEventsAreUnique(element, targets, context);
  if (targets.some((target) => bpmnChildren(target, 'incoming').length > 1)) {
    context.report(element, 'Target elements of an event gateway must not have any additional incoming sequence flows other than that from the event gateway.');
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

export const flowRules: RuleTable = { exclusiveGateway, inclusiveGateway, eventBasedGateway, sequenceFlow };
