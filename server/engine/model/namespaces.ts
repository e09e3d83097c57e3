/** XML namespaces of an executable BPMN diagram. */
export const BPMN_NAMESPACE = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
export const ZEEBE_NAMESPACE = 'http://camunda.org/schema/zeebe/1.0';
