import { bpmnChild, bpmnChildren, isBpmn, type XmlElement } from '../xml.ts';
import { eventDefinitions, eventType } from '../element-types.ts';
import { processOf, referencedError, referencedEscalation, referencedMessage, referencedSignal } from '../definitions.ts';
import { isExpression } from '../compile.ts';
import { compensationHandlerId } from '../events.ts';
import { compensationDefinition, compensationIsAwaited, isActivity } from './compensation.ts';
import { thrownMessage } from './messages.ts';
import { NON_INTERRUPTING } from './scopes.ts';
import type { Rule, RuleContext, RuleTable } from './rule.ts';

const BOUNDARY_TYPES = ['TIMER', 'MESSAGE', 'ERROR', 'SIGNAL', 'ESCALATION', 'COMPENSATION'];
const END_DEFINITIONS = ['error', 'message', 'terminate', 'signal', 'escalation', 'compensate'].map((kind) => `${kind}EventDefinition`);

const startEvent: Rule = (element, context) => {
  if (eventDefinitions(element).length > 1) context.report(element, "Start event can't have more than one type");
  checkDefinitions(element, context);
};

const intermediateCatchEvent: Rule = (element, context) => {
  const definitions = eventDefinitions(element);
  const [definition] = definitions;
  if (definition === undefined || definitions.length > 1) context.report(element, 'Must have exactly one event definition');
  else if (!['MESSAGE', 'TIMER', 'SIGNAL', 'LINK'].includes(eventType(element))) {
    context.report(element, 'Event definition must be one of: message, timer, signal, or link');
  } else if (definition.name === 'timerEventDefinition' && !bpmnChild(definition, 'timeDuration') && !bpmnChild(definition, 'timeDate')) {
    context.report(element, 'Intermediate timer catch event must have either a time duration or a time date.');
  }
  checkDefinitions(element, context);
};

const boundaryEvent: Rule = (element, context) => {
  const { report } = context;
  const definitions = eventDefinitions(element);
  const [definition] = definitions;
  const attachedTo = context.definitions.byId.get(element.attributes['attachedToRef'] ?? '');
  if (attachedTo === undefined || !isActivity(attachedTo) || processOf(attachedTo) !== processOf(element)) report(element, 'Must be attached to an activity');
  if (bpmnChildren(element, 'incoming').length > 0) report(element, 'Cannot have incoming sequence flows');
  if (bpmnChildren(element, 'outgoing').length === 0 && compensationHandlerId(element) === undefined) {
    report(element, 'Must have at least one outgoing sequence flow or association');
  }
  if (definition === undefined || definitions.length > 1) report(element, 'Must have exactly one event definition');
  else if (!BOUNDARY_TYPES.includes(eventType(element))) {
    report(element, 'Boundary events must be one of: timer, message, error, signal, escalation');
  } else {
    const interrupting = element.attributes['cancelActivity'] !== 'false';
    if (interrupting && bpmnChild(definition, 'timeCycle') !== undefined) {
      report(element, 'Interrupting timer event with time cycle is not allowed.');
    }
    if (definition.name === 'escalationEventDefinition' && attachedTo !== undefined && !isBpmn(attachedTo, 'subProcess', 'callActivity')) {
      report(element, 'An escalation boundary event should only be attached to a subprocess, or a call activity.');
    }
    if (!interrupting && !NON_INTERRUPTING.includes(definition.name)) report(element, 'Non-Interrupting event of this type is not allowed');
  }
  checkDefinitions(element, context);
};

const intermediateThrowEvent: Rule = (element, context) => {
  thrownMessages(element, context);
  compensationIsAwaited(element, 'intermediate throwing event', context);
  checkDefinitions(element, context);
};

const endEvent: Rule = (element, context) => {
  if (bpmnChildren(element, 'outgoing').length > 0) {
    context.report(element, 'End events must not have outgoing sequence flows to other elements.');
  }
  const definitions = eventDefinitions(element);
  if (definitions.length > 1) context.report(element, 'Must have at most one event definition');
  if (definitions.some(({ name }) => !END_DEFINITIONS.includes(name))) {
    context.report(element, 'End events must be one of: none, error, message, terminate, signal, escalation or compensation');
  }
  compensationIsAwaited(element, 'end event', context);
  thrownMessages(element, context);
  checkDefinitions(element, context);
};

function thrownMessages(event: XmlElement, context: RuleContext): void {
  for (const definition of bpmnChildren(event, 'messageEventDefinition')) thrownMessage(event, definition, context);
}

function checkDefinitions(event: XmlElement, context: RuleContext): void {
  const throws = isBpmn(event, 'endEvent', 'intermediateThrowEvent');
  for (const definition of eventDefinitions(event)) {
    if (definition.name === 'timerEventDefinition') timerDefinition(definition, context);
    else if (definition.name === 'messageEventDefinition' && !throws) messageDefinition(definition, context);
    else if (definition.name === 'errorEventDefinition') (event.name === 'endEvent' ? thrownError : caughtError)(definition, context);
    else if (definition.name === 'escalationEventDefinition') (throws ? thrownEscalation : caughtEscalation)(definition, context);
    else if (definition.name === 'compensateEventDefinition') compensationDefinition(definition, context);
    else if (definition.name === 'signalEventDefinition') signalDefinition(definition, context);
    else if (definition.name === 'linkEventDefinition' && !definition.attributes['name']) {
      context.report(definition, 'Link name must be present and not empty.');
    } else if (['conditionalEventDefinition', 'cancelEventDefinition'].includes(definition.name)) {
      context.report(definition, 'Event definition of this type is not supported');
    }
  }
}

function timerDefinition(definition: XmlElement, { report }: RuleContext): void {
  if (bpmnChildren(definition, 'timeDuration', 'timeDate', 'timeCycle').length !== 1) {
    report(definition, 'Must be exactly one type of timer: timeDuration, timeDate or timeCycle');
  }
}

function messageDefinition(definition: XmlElement, { definitions, report }: RuleContext): void {
  if (referencedMessage(definition, definitions) === undefined) report(definition, 'Must reference a message');
}

function thrownError(definition: XmlElement, context: RuleContext): void {
  const error = referencedError(definition, context.definitions);
  if (error === undefined) context.report(definition, 'Must reference an error');
  else if (!error.attributes['errorCode']) context.report(definition, 'ErrorCode must be present and not empty');
}

function caughtError(definition: XmlElement, context: RuleContext): void {
  if (isExpression(referencedError(definition, context.definitions)?.attributes['errorCode'] ?? '')) {
    context.report(definition, 'The errorCode of the error catch event is not allowed to be an expression');
  }
}

function thrownEscalation(definition: XmlElement, context: RuleContext): void {
  const escalation = referencedEscalation(definition, context.definitions);
  if (escalation === undefined) context.report(definition, 'Must reference an escalation');
  else if (!escalation.attributes['escalationCode']) context.report(escalation, 'EscalationCode must be present and not empty');
}

function caughtEscalation(definition: XmlElement, context: RuleContext): void {
  if (isExpression(referencedEscalation(definition, context.definitions)?.attributes['escalationCode'] ?? '')) {
    context.report(definition, 'The escalationCode of the escalation catch event is not allowed to be an expression');
  }
}

function signalDefinition(definition: XmlElement, context: RuleContext): void {
  const signal = referencedSignal(definition, context.definitions);
  if (signal === undefined) context.report(definition, 'Must reference a signal');
  else if (!signal.attributes['name']) context.report(signal, 'Name must be present and not empty');
}

export const eventRules: RuleTable = { startEvent, intermediateCatchEvent, boundaryEvent, intermediateThrowEvent, endEvent };
