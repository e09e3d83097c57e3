import { isBpmn, type XmlElement } from '../xml.ts';
import type { Rule } from './rule.ts';

/** BPMN that Zeebe 8.5 refuses. */
export const NOT_IN_ZEEBE = ['complexGateway', 'transaction', 'adHocSubProcess', 'callChoreography', 'choreographyTask', 'subChoreography', 'implicitThrowEvent'];

/** Only elements that Zeebe 8.5 knows. */
export const isKnownToZeebe: Rule = (element, { report }) => {
  if (!isBpmn(element, ...NOT_IN_ZEEBE)) return;
  report(element, `Elements of type '${typeName(element)}' are currently not supported. Please refer to the documentation for a list of`
    + ' supported elements: https://docs.camunda.io/docs/components/modeler/bpmn/bpmn-coverage/');
};

/** `serviceTask` → `ServiceTask`, as Zeebe names types in messages. */
function typeName(element: XmlElement): string {
  return element.name.charAt(0).toUpperCase() + element.name.slice(1);
}
