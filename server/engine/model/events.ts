import type { ExecutableFlowNode, MessageDefinition, TimerDefinition } from './types.ts';
import { childText, localReference, referencedError, referencedEscalation, referencedMessage, referencedSignal, type Definitions } from './definitions.ts';
import { eventDefinitions } from './element-types.ts';
import { bpmnChild, bpmnChildren, zeebeExtension, type XmlElement } from './xml.ts';
import type { Compile } from './compile.ts';

type EventProperties = Pick<ExecutableFlowNode, 'message' | 'timer' | 'signalName' | 'errorCode' | 'escalationCode' | 'compensatedActivity'>;

/** What an event waits for or throws, from its event definition. */
export function readEvent(element: XmlElement, definitions: Definitions, compile: Compile): EventProperties {
  const definition = eventDefinitions(element)[0];
  if (definition === undefined) return {};
  switch (definition.name) {
    case 'messageEventDefinition': return readMessage(definition, definitions, compile);
    case 'timerEventDefinition': return readTimer(definition, compile);
    case 'errorEventDefinition': return readError(definition, definitions, compile);
    case 'signalEventDefinition': {
      const name = referencedSignal(definition, definitions)?.attributes['name'];
      return name === undefined ? {} : { signalName: compile(name) };
    }
    case 'escalationEventDefinition': {
      const code = referencedEscalation(definition, definitions)?.attributes['escalationCode'];
      return code === undefined || code === '' ? {} : { escalationCode: compile(code) };
    }
    case 'compensateEventDefinition': {
      const activity = localReference(definition.attributes['activityRef']);
      return activity === '' ? {} : { compensatedActivity: activity };
    }
    default: return {};
  }
}

/** Of a link event; undefined for every other. */
export function linkName(event: XmlElement): string | undefined {
  return bpmnChild(event, 'linkEventDefinition')?.attributes['name'];
}

/** Where the association out of a compensation boundary event leads. */
export function compensationHandlerId(event: XmlElement): string | undefined {
  if (bpmnChild(event, 'compensateEventDefinition') === undefined || event.parent === undefined) return undefined;
  const association = bpmnChildren(event.parent, 'association')
    .find(({ attributes }) => localReference(attributes['sourceRef']) === event.attributes['id']);
  return association === undefined ? undefined : localReference(association.attributes['targetRef']);
}

/** Of a message event's definition or a receive task. */
export function readMessage(holder: XmlElement, definitions: Definitions, compile: Compile): { readonly message?: MessageDefinition } {
  const message = referencedMessage(holder, definitions);
  const name = message?.attributes['name'];
  if (message === undefined || name === undefined) return {};
  const correlationKey = zeebeExtension(message, 'subscription')?.attributes['correlationKey'];
  return { message: { name: compile(name), ...(correlationKey === undefined ? {} : { correlationKey: compile(correlationKey) }) } };
}

function readTimer(definition: XmlElement, compile: Compile): { readonly timer?: TimerDefinition } {
  for (const [name, kind] of [['timeDate', 'date'], ['timeDuration', 'duration'], ['timeCycle', 'cycle']] as const) {
    const source = childText(definition, name);
    if (source !== undefined) return { timer: { kind, expression: compile(source) } };
  }
  return {};
}

/** A catch event without an error, or with one without code, catches every error. */
function readError(definition: XmlElement, definitions: Definitions, compile: Compile): { readonly errorCode?: ReturnType<Compile> } {
  const code = referencedError(definition, definitions)?.attributes['errorCode'];
  return code === undefined || code === '' ? {} : { errorCode: compile(code) };
}
