/** BPMN for scenarios: small functions instead of pages of XML. Every element is written with its incoming and outgoing flows. */
export function bpmn(processId: string, content: string, definitions = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">
${definitions}<bpmn:process id="${processId}" isExecutable="true">${withFlowReferences(content)}</bpmn:process></bpmn:definitions>`;
}

export function extensions(content: string): string {
  return `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;
}

/** Sequence flows along the ids: `flow('a', 'b', 'c')` is `a_b` and `b_c`. */
export function flow(...ids: string[]): string {
  return ids.slice(1).map((target, i) => `<bpmn:sequenceFlow id="${ids[i]}_${target}" sourceRef="${ids[i]}" targetRef="${target}"/>`).join('');
}

export function conditionalFlow(source: string, target: string, condition: string): string {
  return `<bpmn:sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">`
    + `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escapeXml(condition)}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
}

export function startEvent(id = 'start', content = ''): string {
  return `<bpmn:startEvent id="${id}">${content}</bpmn:startEvent>`;
}

export function endEvent(id = 'end', content = ''): string {
  return `<bpmn:endEvent id="${id}">${content}</bpmn:endEvent>`;
}

/** Its job type is its id unless given. */
export function serviceTask(id: string, options: { type?: string; extensions?: string; content?: string } = {}): string {
  const definition = `<zeebe:taskDefinition type="${escapeXml(options.type ?? id)}"/>`;
  return `<bpmn:serviceTask id="${id}">${extensions(definition + (options.extensions ?? ''))}${options.content ?? ''}</bpmn:serviceTask>`;
}

export function element(name: string, id: string, content = '', attributes = ''): string {
  return `<bpmn:${name} id="${id}"${attributes === '' ? '' : ` ${attributes}`}>${content}</bpmn:${name}>`;
}

export function boundaryEvent(id: string, attachedTo: string, definition: string, interrupting = true): string {
  return element('boundaryEvent', id, definition, `attachedToRef="${attachedTo}" cancelActivity="${interrupting}"`);
}

export function ioMapping(mappings: { inputs?: Record<string, string>; outputs?: Record<string, string> }): string {
  const each = (kind: string, entries: Record<string, string> = {}) =>
    Object.entries(entries).map(([target, source]) => `<zeebe:${kind} source="${escapeXml(source)}" target="${target}"/>`).join('');
  return `<zeebe:ioMapping>${each('input', mappings.inputs)}${each('output', mappings.outputs)}</zeebe:ioMapping>`;
}

export function timer(kind: 'timeDuration' | 'timeCycle' | 'timeDate', text: string): string {
  return `<bpmn:timerEventDefinition><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${escapeXml(text)}</bpmn:${kind}></bpmn:timerEventDefinition>`;
}

export function message(id: string, name: string, correlationKey?: string): string {
  const subscription = correlationKey === undefined ? '' : extensions(`<zeebe:subscription correlationKey="${escapeXml(correlationKey)}"/>`);
  return `<bpmn:message id="${id}" name="${escapeXml(name)}">${subscription}</bpmn:message>`;
}

export function messageEvent(messageId: string): string {
  return `<bpmn:messageEventDefinition messageRef="${messageId}"/>`;
}

export function errorEvent(errorId?: string): string {
  return errorId === undefined ? '<bpmn:errorEventDefinition/>' : `<bpmn:errorEventDefinition errorRef="${errorId}"/>`;
}

export function multiInstance(options: { sequential: boolean; completionCondition?: string; collect?: string }): string {
  const output = options.collect === undefined ? '' : ` outputCollection="results" outputElement="${escapeXml(options.collect)}"`;
  const condition = options.completionCondition === undefined ? ''
    : `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${escapeXml(options.completionCondition)}</bpmn:completionCondition>`;
  return `<bpmn:multiInstanceLoopCharacteristics isSequential="${options.sequential}">`
    + extensions(`<zeebe:loopCharacteristics inputCollection="=items" inputElement="item"${output}/>`) + `${condition}</bpmn:multiInstanceLoopCharacteristics>`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function withFlowReferences(content: string): string {
  let result = content;
  for (const [, id, source, target] of content.matchAll(/<bpmn:sequenceFlow id="([^"]+)" sourceRef="([^"]+)" targetRef="([^"]+)"/g)) {
    result = withReference(withReference(result, source!, 'outgoing', id!), target!, 'incoming', id!);
  }
  return result;
}

/** The references stand after the extension elements and before everything else. */
function withReference(content: string, elementId: string, kind: 'incoming' | 'outgoing', flowId: string): string {
  const pattern = new RegExp(
    `(<bpmn:(?!sequenceFlow)\\w+ id="${elementId}"[^>]*>(?:<bpmn:extensionElements>.*?</bpmn:extensionElements>)?`
    + `(?:<bpmn:(?:incoming|outgoing)>[^<]*</bpmn:(?:incoming|outgoing)>)*)`,
  );
  return content.replace(pattern, `$1<bpmn:${kind}>${flowId}</bpmn:${kind}>`);
}
