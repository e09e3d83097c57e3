/** A process of one service task of `type`; a BPMN error with `catches` leads from it to the end event `caught`. */
export function oneStep(id: string, options: { type: string; retries?: number; inputs?: Record<string, string>; catches?: string }): { name: string; content: string } {
  const { type, retries = 3, inputs = {}, catches } = options;
  const mapping = Object.entries(inputs).map(([target, source]) => `<zeebe:input source="${source.replaceAll('"', '&quot;')}" target="${target}" />`).join('');
  const boundary = catches === undefined ? '' : `
    <bpmn:boundaryEvent id="catch" attachedToRef="step"><bpmn:outgoing>f3</bpmn:outgoing><bpmn:errorEventDefinition errorRef="e" /></bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f3" sourceRef="catch" targetRef="caught" />
    <bpmn:endEvent id="caught"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>`;
  return {
    name: `${id}.bpmn`,
    content: `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="test">
  <bpmn:process id="${id}" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="step" />
    <bpmn:serviceTask id="step">
      <bpmn:extensionElements><zeebe:taskDefinition type="${type}" retries="${retries}" />${mapping === '' ? '' : `<zeebe:ioMapping>${mapping}</zeebe:ioMapping>`}</bpmn:extensionElements>
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="f2" sourceRef="step" targetRef="end" />
    <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>${boundary}
  </bpmn:process>${catches === undefined ? '' : `\n  <bpmn:error id="e" errorCode="${catches}" />`}
</bpmn:definitions>`,
  };
}
