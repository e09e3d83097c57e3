import { memberOf } from '../members.ts';
import { bpmnChildren, isBpmn, type XmlElement } from './xml.ts';
import type { BpmnElementType, BpmnEventType } from './types.ts';

type FlowNodeType = Exclude<BpmnElementType, 'PROCESS' | 'MULTI_INSTANCE_BODY' | 'SEQUENCE_FLOW' | 'EVENT_SUB_PROCESS'>;

const FLOW_NODE_TYPES: Readonly<Record<string, FlowNodeType>> = {
  startEvent: 'START_EVENT', endEvent: 'END_EVENT', boundaryEvent: 'BOUNDARY_EVENT',
  intermediateCatchEvent: 'INTERMEDIATE_CATCH_EVENT', intermediateThrowEvent: 'INTERMEDIATE_THROW_EVENT',
  serviceTask: 'SERVICE_TASK', sendTask: 'SEND_TASK', receiveTask: 'RECEIVE_TASK', userTask: 'USER_TASK', scriptTask: 'SCRIPT_TASK',
  businessRuleTask: 'BUSINESS_RULE_TASK', manualTask: 'MANUAL_TASK', task: 'TASK',
  exclusiveGateway: 'EXCLUSIVE_GATEWAY', parallelGateway: 'PARALLEL_GATEWAY', inclusiveGateway: 'INCLUSIVE_GATEWAY',
  eventBasedGateway: 'EVENT_BASED_GATEWAY', callActivity: 'CALL_ACTIVITY', subProcess: 'SUB_PROCESS',
};

const EVENT_TYPES: Readonly<Record<string, BpmnEventType>> = {
  messageEventDefinition: 'MESSAGE', timerEventDefinition: 'TIMER', errorEventDefinition: 'ERROR',
  escalationEventDefinition: 'ESCALATION', signalEventDefinition: 'SIGNAL', terminateEventDefinition: 'TERMINATE',
  linkEventDefinition: 'LINK', compensateEventDefinition: 'COMPENSATION', conditionalEventDefinition: 'CONDITIONAL',
};

const EVENTS = ['startEvent', 'endEvent', 'boundaryEvent', 'intermediateCatchEvent', 'intermediateThrowEvent'];

/** The element type of a flow node's tag; undefined for everything that is no flow node Zeebe has a type for. */
export function flowNodeType(element: XmlElement): Exclude<BpmnElementType, 'PROCESS' | 'MULTI_INSTANCE_BODY' | 'SEQUENCE_FLOW'> | undefined {
  if (!isBpmn(element)) return undefined;
  if (element.name === 'subProcess' && element.attributes['triggeredByEvent'] === 'true') return 'EVENT_SUB_PROCESS';
  return memberOf(FLOW_NODE_TYPES, element.name);
}

/** The event definitions of an event, in document order. */
export function eventDefinitions(element: XmlElement): XmlElement[] {
  return bpmnChildren(element).filter((child) => child.name.endsWith('EventDefinition'));
}

/** Zeebe 8.5 takes these for none events, though its rules let them pass with their definition. */
const TAKEN_AS_NONE: Readonly<Record<string, readonly BpmnEventType[]>> = {
  startEvent: ['COMPENSATION', 'TERMINATE'], intermediateThrowEvent: ['ERROR', 'TIMER', 'TERMINATE'],
};

/** What an event is when it runs. */
export function executableEventType(element: XmlElement): BpmnEventType {
  const type = eventType(element);
  return TAKEN_AS_NONE[element.name]?.includes(type) === true ? 'NONE' : type;
}

/** NONE for an event without a definition, UNSPECIFIED for what is no event (a receive task counts as one, as in Zeebe). */
export function eventType(element: XmlElement): BpmnEventType {
  if (isBpmn(element, 'receiveTask')) return 'MESSAGE';
  if (!isBpmn(element, ...EVENTS)) return 'UNSPECIFIED';
  const definition = eventDefinitions(element)[0];
  return definition === undefined ? 'NONE' : EVENT_TYPES[definition.name] ?? 'UNSPECIFIED';
}
