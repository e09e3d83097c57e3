/** Around the body of a process: the definitions with Zeebe's namespaces. `roots`: messages, errors and the like. */
export function diagram(body: string, roots = '', processAttributes = 'id="process" isExecutable="true"'): string {
  return definitions(`<bpmn:process ${processAttributes}>${linked(body)}</bpmn:process>${roots}`);
}

/** Names each element's sequence flows in it (`bpmn:incoming`, `bpmn:outgoing`), as modelers do and Zeebe's rules need. */
function linked(body: string): string {
  const flows = [...body.matchAll(/<bpmn:sequenceFlow id="([^"]+)" sourceRef="([^"]+)" targetRef="([^"]+)"/g)];
  return body.replace(/<bpmn:(\w+)([^<>]*\bid="([^"]+)"[^<>]*?)(\/?)>(<bpmn:extensionElements>.*?<\/bpmn:extensionElements>)?/gs,
    (whole, name: string, attributes: string, id: string, empty: string, extension = '') => {
      const references = [
        ...flows.filter(([, , , target]) => target === id).map(([, flowId]) => `<bpmn:incoming>${flowId}</bpmn:incoming>`),
        ...flows.filter(([, , source]) => source === id).map(([, flowId]) => `<bpmn:outgoing>${flowId}</bpmn:outgoing>`),
      ].join('');
      if (references === '') return whole;
      return `<bpmn:${name}${attributes}>${extension}${references}${empty === '' ? '' : `</bpmn:${name}>`}`;
    });
}

export function definitions(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://bpmn.io/schema/bpmn">${content}</bpmn:definitions>`;
}

/** A start event, the given element (id `node`) and an end event in one line. */
export function around(node: string, roots = ''): string {
  return diagram(`<bpmn:startEvent id="start"/>${flow('to-node', 'start', 'node')}${node}${flow('from-node', 'node', 'end')}<bpmn:endEvent id="end"/>`, roots);
}

export function flow(id: string, source: string, target: string, content = ''): string {
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${content}</bpmn:sequenceFlow>`;
}

export function extensions(...elements: readonly string[]): string {
  return `<bpmn:extensionElements>${elements.join('')}</bpmn:extensionElements>`;
}

export function serviceTask(id: string, ...more: readonly string[]): string {
  return `<bpmn:serviceTask id="${id}">${extensions('<zeebe:taskDefinition type="work"/>', ...more)}</bpmn:serviceTask>`;
}

/** A process that is fine but for the boundary event on its service task `node`. */
export function boundary(attributes: string, content: string, roots = ''): string {
  return around(`${serviceTask('node')}<bpmn:boundaryEvent id="boundary" ${attributes}>${content}</bpmn:boundaryEvent>
    ${flow('from-boundary', 'boundary', 'boundary-end')}<bpmn:endEvent id="boundary-end"/>`, roots);
}

/** A process with an event subprocess that holds this content. */
export function eventSubprocess(content: string, roots = ''): string {
  return diagram(`<bpmn:startEvent id="start"/><bpmn:subProcess id="event-sub" triggeredByEvent="true">${content}</bpmn:subProcess>`, roots);
}

export function timer(content: string): string {
  return `<bpmn:timerEventDefinition id="timer">${content}</bpmn:timerEventDefinition>`;
}

/** The root element `message`, correlated by `=key`. */
export function message(attributes = 'name="m"', subscription = '<zeebe:subscription correlationKey="=key"/>'): string {
  return `<bpmn:message id="message" ${attributes}>${subscription === '' ? '' : extensions(subscription)}</bpmn:message>`;
}

export function task(extension: string): string {
  return around(`<bpmn:serviceTask id="node">${extensions(extension)}</bpmn:serviceTask>`);
}

export function userTask(...elements: readonly string[]): string {
  return around(`<bpmn:userTask id="node">${extensions(...elements)}</bpmn:userTask>`);
}

export function multiInstance(loop: string, more = ''): string {
  return around(`<bpmn:serviceTask id="node">${extensions('<zeebe:taskDefinition type="work"/>')}
    <bpmn:multiInstanceLoopCharacteristics>${loop}${more}</bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>`);
}

export function timerCatch(time: string): string {
  return around(`<bpmn:intermediateCatchEvent id="node">${timer(time)}</bpmn:intermediateCatchEvent>`);
}

/** An exclusive gateway with the flows `f1`, with this condition, and `f2`, without. */
export function fork(condition: string, attributes = ''): string {
  return diagram(`<bpmn:startEvent id="start"/>${flow('f0', 'start', 'gw')}<bpmn:exclusiveGateway id="gw" ${attributes}/>
    ${flow('f1', 'gw', 'e1', condition)}${flow('f2', 'gw', 'e2')}<bpmn:endEvent id="e1"/><bpmn:endEvent id="e2"/>`);
}
