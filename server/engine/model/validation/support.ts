import { eventDefinitions, eventType, flowNodeType } from '../element-types.ts';
import { zeebeExtension, isBpmn, type XmlElement } from '../xml.ts';
import type { BpmnEventType } from '../types.ts';
import type { Rule } from './rule.ts';

/** BPMN that Zeebe 8.5 refuses. */
export const NOT_IN_ZEEBE = ['complexGateway', 'transaction', 'adHocSubProcess', 'callChoreography', 'choreographyTask', 'subChoreography', 'implicitThrowEvent'];

/** The triggers that the engine can handle, by element type. */
const EVENT_TYPES: Readonly<Record<string, readonly BpmnEventType[]>> = {
  startEvent: ['NONE', 'MESSAGE', 'TIMER', 'ERROR', 'ESCALATION', 'SIGNAL'],
  endEvent: ['NONE', 'MESSAGE', 'ERROR', 'TERMINATE', 'ESCALATION', 'SIGNAL'],
  intermediateCatchEvent: ['MESSAGE', 'TIMER', 'SIGNAL', 'LINK'],
  intermediateThrowEvent: ['NONE', 'MESSAGE', 'ESCALATION', 'SIGNAL', 'LINK'],
  boundaryEvent: ['MESSAGE', 'TIMER', 'ERROR', 'ESCALATION', 'SIGNAL'],
};

/** Extension elements that would change what an element does. */
const EXTENSIONS_NOT_YET = ['publishMessage', 'executionListeners'];

/** What Zeebe does not know either. */
export const isKnownToZeebe: Rule = (element, { report }) => {
  if (!isBpmn(element, ...NOT_IN_ZEEBE)) return;
  report(element, `Elements of type '${typeName(element)}' are currently not supported. Please refer to the documentation for a list of`
    + ' supported elements: https://docs.camunda.io/docs/components/modeler/bpmn/bpmn-coverage/');
};

/** What Zeebe knows and this engine does not, yet. */
export const isSupported: Rule = (element, { report }) => {
  const type = flowNodeType(element);
  if (type === undefined) return;
  const allowed = EVENT_TYPES[element.name];
  const definition = eventDefinitions(element)[0];
  if (definition !== undefined && allowed !== undefined && !allowed.includes(eventType(element))) {
    report(element, `Elements of type '${typeName(element)}' with a '${typeName(definition)}' are not supported by this engine yet.`);
  }
  for (const name of EXTENSIONS_NOT_YET) {
    if (zeebeExtension(element, name) !== undefined) {
      report(element, `Elements of type '${typeName(element)}' with the extension element 'zeebe:${name}' are not supported by this engine yet.`);
    }
  }
};

/** `serviceTask` → `ServiceTask`, as Zeebe names types in messages. */
function typeName(element: XmlElement): string {
  return element.name.charAt(0).toUpperCase() + element.name.slice(1);
}
