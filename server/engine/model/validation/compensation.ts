import { localReference } from '../definitions.ts';
import { eventDefinitions } from '../element-types.ts';
import { compensationHandlerId } from '../events.ts';
import { bpmnChild, bpmnChildren, isBpmn, type XmlElement } from '../xml.ts';
import type { Rule, RuleContext } from './rule.ts';

/** What a compensation throw or end event undoes: everything, or an activity beside it that can be undone. */
export function compensationDefinition(definition: XmlElement, { definitions, report }: RuleContext): void {
  const reference = definition.attributes['activityRef'];
  if (!reference) return;
  const activity = definitions.byId.get(localReference(reference));
  const event = definition.parent;
  if (activity === undefined || event === undefined || !isActivity(activity)) {
    report(definition, `The referenced compensation activity '${reference}' doesn't exist`);
    return;
  }
  const id = activity.attributes['id'];
  if (!hasCompensationEvent(activity) && !(activity.name === 'subProcess' && !isEventSubprocess(activity))) {
    report(definition, `The referenced compensation activity '${id}' must have either a compensation boundary event or be a subprocess`);
  }
  const scope = event.parent;
  if (activity.parent !== scope && !(scope !== undefined && isEventSubprocess(scope) && activity.parent === scope.parent)) {
    report(definition, `The referenced compensation activity '${id}' must be in the same scope as the compensation throw event`);
  }
}

/** Zeebe cannot go on before what it undoes is undone. */
export function compensationIsAwaited(event: XmlElement, kind: string, { report }: RuleContext): void {
  const definition = bpmnChild(event, 'compensateEventDefinition');
  const waits = definition?.attributes['waitForCompletion'];
  if (waits !== undefined && waits.toLowerCase() !== 'true') report(event, `A compensation ${kind} waitForCompletion attribute must be true or not present`);
}

/** Only the association leads to a handler, and nothing leads on. Zeebe asks this of tasks alone. */
export const compensationTask: Rule = (element, { report }) => {
  if (element.attributes['isForCompensation']?.toLowerCase() !== 'true') return;
  if (bpmnChildren(element, 'incoming').length > 0) report(element, 'A compensation handler should have no incoming sequence flows');
  if (bpmnChildren(element, 'outgoing').length > 0) report(element, 'A compensation handler should have no outgoing sequence flows');
  if (boundaryEventsOf(element).length > 0) report(element, 'A compensation handler should have no boundary events');
};

/** The words in which Zeebe 8.5 stumbles over a handler that is no activity; undefined where all are. */
export function handlerThatIsNoActivity(element: XmlElement, byId: ReadonlyMap<string, XmlElement>): string | undefined {
  if (isBpmn(element, 'boundaryEvent')) {
    const id = compensationHandlerId(element);
    const handler = id === undefined ? undefined : byId.get(id);
    if (handler !== undefined && !isActivity(handler)) {
      const type = handler.name.charAt(0).toUpperCase() + handler.name.slice(1);
      return `Expected element with id '${id}' to be instance of class 'ExecutableActivity', but it is an instance of 'Executable${type}'`;
    }
  }
  for (const child of element.children) {
    const problem = handlerThatIsNoActivity(child, byId);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

export function isActivity(element: XmlElement): boolean {
  return isBpmn(element) && (/[tT]ask$/.test(element.name) || ['subProcess', 'callActivity'].includes(element.name));
}

export function boundaryEventsOf(activity: XmlElement): XmlElement[] {
  return activity.parent === undefined ? []
    : bpmnChildren(activity.parent, 'boundaryEvent').filter((event) => event.attributes['attachedToRef'] === activity.attributes['id']);
}

function hasCompensationEvent(activity: XmlElement): boolean {
  return boundaryEventsOf(activity).some((event) => eventDefinitions(event).some(({ name }) => name === 'compensateEventDefinition'));
}

function isEventSubprocess(element: XmlElement): boolean {
  return element.attributes['triggeredByEvent'] === 'true';
}
