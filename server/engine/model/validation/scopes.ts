import { eventDefinitions, eventType } from '../element-types.ts';
import { localReference, referencedError, referencedEscalation, referencedMessage, referencedSignal, type Definitions } from '../definitions.ts';
import { bpmnChild, bpmnChildren, isBpmn, type XmlElement } from '../xml.ts';
import type { Rule, RuleContext, RuleTable } from './rule.ts';

/** What may happen beside the scope or activity that it is about, without ending it. */
export const NON_INTERRUPTING = ['message', 'timer', 'signal', 'escalation'].map((kind) => `${kind}EventDefinition`);

const EVENT_SUBPROCESS_TRIGGERS = ['MESSAGE', 'TIMER', 'ERROR', 'SIGNAL', 'ESCALATION'];

const process: Rule = (element, context) => {
  const starts = bpmnChildren(element, 'startEvent');
  if (starts.length === 0) context.report(element, 'Must have at least one start event');
  if (starts.filter((start) => eventType(start) === 'NONE').length > 1) {
    context.report(element, 'Multiple none start events are not allowed');
  }
  catchEventsAreUnique(element, eventSubprocessStarts(element), context);
  duplicateSignals(element, starts.flatMap((start) => eventDefinitions(start)), context);
  linksLeadSomewhere(element, context);
};

const subProcess: Rule = (element, context) => {
  const starts = bpmnChildren(element, 'startEvent');
  const [start] = starts;
  if (start === undefined || starts.length > 1) context.report(element, 'Must have exactly one start event');
  else if (element.attributes['triggeredByEvent'] === 'true') eventSubprocessStart(element, start, context);
  else if (eventType(start) !== 'NONE') context.report(element, 'Start events in subprocesses must be of type none');
  catchEventsAreUnique(element, eventSubprocessStarts(element), context);
  linksLeadSomewhere(element, context);
};

function eventSubprocessStart(element: XmlElement, start: XmlElement, context: RuleContext): void {
  if (eventType(start) === 'COMPENSATION' && !(element.parent !== undefined && isBpmn(element.parent, 'subProcess'))) {
    context.report(element, 'A compensation event subprocess is not allowed on the process level');
  }
  if (!EVENT_SUBPROCESS_TRIGGERS.includes(eventType(start))) {
    context.report(element, 'Start events in event subprocesses must be one of: message, timer, error, signal or escalation');
  }
  const interrupting = start.attributes['isInterrupting'] !== 'false';
  const definition = eventDefinitions(start)[0];
  if (definition === undefined) return;
  if (!interrupting && !NON_INTERRUPTING.includes(definition.name)) context.report(element, 'Non-Interrupting event of this type is not allowed');
  if (interrupting && bpmnChild(definition, 'timeCycle') !== undefined) {
    context.report(element, 'Interrupting timer event with time cycle is not allowed.');
  }
}

function eventSubprocessStarts(scope: XmlElement): XmlElement[] {
  return bpmnChildren(scope, 'subProcess').filter((child) => child.attributes['triggeredByEvent'] === 'true')
    .flatMap((child) => bpmnChildren(child, 'startEvent'));
}

/** Of the boundary events of one activity or the event subprocesses of one scope: no two may catch the same. */
export function catchEventsAreUnique(holder: XmlElement, events: readonly XmlElement[], context: RuleContext): void {
  const caught = events.flatMap((event) => eventDefinitions(event));
  for (const name of duplicates(caught.map((definition) => messageName(definition, context.definitions)))) {
    context.report(holder, `Multiple message event definitions with the same name '${name}' are not allowed.`);
  }
  duplicateSignals(holder, caught, context);
  const { definitions } = context;
  const escalations = caught.filter(({ name }) => name === 'escalationEventDefinition').map((definition) => referencedEscalation(definition, definitions));
  const errors = caught.filter(({ name }) => name === 'errorEventDefinition').map((definition) => referencedError(definition, definitions));
  duplicateCodes(holder, 'escalation', escalations.map((escalation) => escalation && { code: escalation.attributes['escalationCode'] || undefined }), context);
  duplicateCodes(holder, 'error', errors.map((error) => error && { code: error.attributes['errorCode'] || undefined }), context);
}

/** What catches without naming an error, and what catches one without code, are counted apart. */
function duplicateCodes(holder: XmlElement, kind: string, caught: readonly ({ readonly code: string | undefined } | undefined)[], { report }: RuleContext): void {
  const all = `The same scope can not contain more than one ${kind} catch event without ${kind} code. `
    + `An ${kind} catch event without ${kind} code catches all ${kind}s.`;
  const named = caught.filter((each) => each !== undefined).map(({ code }) => code);
  if (caught.length - named.length > 1) report(holder, all);
  if (named.filter((code) => code === undefined).length > 1) report(holder, all);
  for (const code of duplicates(named)) report(holder, `Multiple ${kind} catch events with the same ${kind} code '${code}' are not supported on the same scope.`);
}

function duplicateSignals(holder: XmlElement, caught: readonly XmlElement[], context: RuleContext): void {
  const names = caught.filter((definition) => definition.name === 'signalEventDefinition')
    .map((definition) => referencedSignal(definition, context.definitions)?.attributes['name']);
  for (const name of duplicates(names)) context.report(holder, `Multiple signal event definitions with the same name '${name}' are not allowed.`);
}

function messageName(definition: XmlElement, definitions: Definitions): string | undefined {
  return definition.name === 'messageEventDefinition' ? referencedMessage(definition, definitions)?.attributes['name'] : undefined;
}

function duplicates(values: readonly (string | undefined)[]): Set<string> {
  return new Set(values.filter((value, index): value is string => value !== undefined && values.indexOf(value) < index));
}

function linksLeadSomewhere(scope: XmlElement, context: RuleContext): void {
  const links = (kind: string) => bpmnChildren(scope, kind)
    .flatMap((event) => eventDefinitions(event)).filter((definition) => definition.name === 'linkEventDefinition')
    .map((definition) => localReference(definition.attributes['name']));
  const targets = links('intermediateCatchEvent');
  for (const name of duplicates(targets)) {
    context.report(scope, `Multiple intermediate catch link event definitions with the same name '${name}' are not allowed.`);
  }
  for (const name of links('intermediateThrowEvent')) {
    if (name !== '' && !targets.includes(name)) {
      context.report(scope, `Can't find an catch link event for the throw link event with the name '${name}'.`);
    }
  }
}

export const scopeRules: RuleTable = { process, subProcess };
