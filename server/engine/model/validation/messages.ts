import { referencedMessage } from '../definitions.ts';
import { bpmnChildren, isBpmn, zeebeExtensions, type XmlElement } from '../xml.ts';
import { eventDefinitions } from '../element-types.ts';
import type { Rule, RuleContext, RuleTable } from './rule.ts';

/**
 * What a message needs depends on who refers to it: a running instance that waits for it correlates it, one that starts a process or is
 * thrown has a name.
 */
const message: Rule = (message, context) => {
  const users = referrers(message, context);
  if (users.some((user) => waitsForMessage(user, users))) {
    hasName(message, context);
    if (zeebeExtensions(message, 'subscription').length !== 1) context.report(message, 'Must have exactly one zeebe:subscription extension element');
  } else if (users.some((user) => isBpmn(user, 'intermediateThrowEvent', 'endEvent', 'sendTask'))) {
    hasName(message, context);
  } else {
    const starts = users.filter((user) => isBpmn(user, 'startEvent') && isIn(user, 'process'));
    if (starts.length > 1) context.report(message, 'A message cannot be referred by more than one start event');
    else if (starts.length === 1) hasName(message, context);
  }
};

export const messageRules: RuleTable = { message };

/** Intermediate catch and boundary events, receive tasks, and the start event of an event subprocess of the process itself, if it is the only one. */
function waitsForMessage(user: XmlElement, users: readonly XmlElement[]): boolean {
  if (isBpmn(user, 'intermediateCatchEvent', 'boundaryEvent', 'receiveTask')) return true;
  return startsSubprocess(user) && users.filter(startsSubprocess).length === 1;
}

function startsSubprocess(user: XmlElement): boolean {
  return isBpmn(user, 'startEvent') && isIn(user, 'subProcess') && isBpmn(user.parent!.parent!, 'process');
}

function isIn(element: XmlElement, scope: 'process' | 'subProcess'): boolean {
  return element.parent !== undefined && isBpmn(element.parent, scope);
}

/** The events and tasks of all processes that refer to the message. */
function referrers(message: XmlElement, { definitions }: RuleContext): XmlElement[] {
  return elementsOf(definitions.root).filter((element) =>
    [element, ...eventDefinitions(element)].some((holder) => holder.attributes['messageRef'] !== undefined && referencedMessage(holder, definitions) === message));
}

function elementsOf(element: XmlElement): XmlElement[] {
  return bpmnChildren(element).flatMap((child) => [child, ...elementsOf(child)]).filter(({ name }) => !name.endsWith('Definition'));
}

function hasName(message: XmlElement, { report }: RuleContext): void {
  if (!message.attributes['name']) report(message, 'Name must be present and not empty');
}

/** A sent message is a job, or published by the engine. */
export const sentMessage: Rule = (task, context) => {
  isThrownOnce(task, task, context);
  if (zeebeExtensions(task, 'publishMessage').length > 0) refersToMessage(task, task, context);
};

/** The same of an event, where `zeebe:publishMessage` stands at the definition. */
export function thrownMessage(event: XmlElement, definition: XmlElement, context: RuleContext): void {
  if (isThrownOnce(event, definition, context) && zeebeExtensions(event, 'taskDefinition').length === 0) refersToMessage(event, definition, context);
}

function isThrownOnce(element: XmlElement, holder: XmlElement, { report }: RuleContext): boolean {
  const once = zeebeExtensions(holder, 'publishMessage').length + zeebeExtensions(element, 'taskDefinition').length === 1;
  if (!once) report(element, "Must have either one 'zeebe:publishMessage' or one 'zeebe:taskDefinition' extension element");
  return once;
}

function refersToMessage(element: XmlElement, holder: XmlElement, { definitions, report }: RuleContext): void {
  if (referencedMessage(holder, definitions) === undefined) report(element, 'Must reference a message');
}

/** A receive task cannot wait for the message that interrupts it. */
export function messageIsNotABoundaryEvents(task: XmlElement, boundaryEvents: readonly XmlElement[], { definitions, report }: RuleContext): void {
  const name = referencedMessage(task, definitions)?.attributes['name'];
  const names = boundaryEvents.flatMap((event) => eventDefinitions(event)).filter((definition) => definition.name === 'messageEventDefinition')
    .map((definition) => referencedMessage(definition, definitions)?.attributes['name']);
  if (name && names.includes(name)) report(task, 'Cannot reference the same message name as a boundary event');
}
