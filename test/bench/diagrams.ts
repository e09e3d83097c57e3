/** Diagrams without drawing, as small as the measured thing allows. */
export const definitions = (body: string, more = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="bench" targetNamespace="bench">${more}${body}</bpmn:definitions>`;

export const process = (id: string, body: string): string => `<bpmn:process id="${id}" isExecutable="true">${body}</bpmn:process>`;
export const task = (id: string, type: string, mappings = ''): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}"/>${mappings}</bpmn:extensionElements></bpmn:serviceTask>`;
export const flow = (from: string, to: string, condition?: string): string =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}">${condition === undefined ? '' : `<bpmn:conditionExpression>${condition}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`;
export const start = '<bpmn:startEvent id="start"/>';
export const end = '<bpmn:endEvent id="end"/>';

export const oneTask = definitions(process('one-task', `${start}${task('work', 'bench-one')}${end}${flow('start', 'work')}${flow('work', 'end')}`));

/** Ten steps: tasks with mappings, an exclusive gateway with a condition, a parallel fork and join. */
export const tenSteps = definitions(process('ten-steps', [
  start,
  task('first', 'bench-ten', '<zeebe:ioMapping><zeebe:input source="=order.id" target="id"/><zeebe:output source="=order.quantity * 2" target="doubled"/></zeebe:ioMapping>'),
  '<bpmn:exclusiveGateway id="which" default="which-fork"/>',
  task('large', 'bench-ten'), '<bpmn:parallelGateway id="fork"/>',
  task('left', 'bench-ten', '<zeebe:ioMapping><zeebe:input source="=doubled" target="amount"/><zeebe:output source="=amount + 1" target="left"/></zeebe:ioMapping>'),
  task('right', 'bench-ten', '<zeebe:ioMapping><zeebe:input source="=order.lines[1]" target="line"/><zeebe:output source="=line" target="right"/></zeebe:ioMapping>'),
  '<bpmn:parallelGateway id="join"/>', task('last', 'bench-ten'), end,
  flow('start', 'first'), flow('first', 'which'), flow('which', 'large', '=doubled &gt; 100'), flow('which', 'fork'), flow('large', 'last'),
  flow('fork', 'left'), flow('fork', 'right'), flow('left', 'join'), flow('right', 'join'), flow('join', 'last'), flow('last', 'end'),
].join('')));

export const message = definitions(
  process('waits-for-message', `${start}<bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition messageRef="arrived"/></bpmn:intermediateCatchEvent>${task('work', 'bench-message')}${end}${flow('start', 'wait')}${flow('wait', 'work')}${flow('work', 'end')}`),
  '<bpmn:message id="arrived" name="arrived"><bpmn:extensionElements><zeebe:subscription correlationKey="=key"/></bpmn:extensionElements></bpmn:message>',
);

export const timer = definitions(process('waits-for-timer', `${start}<bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${task('work', 'bench-timer')}${end}${flow('start', 'wait')}${flow('wait', 'work')}${flow('work', 'end')}`));

export const hundredfold = definitions(process('hundredfold', `${start}<bpmn:serviceTask id="each"><bpmn:extensionElements><zeebe:taskDefinition type="bench-hundred"/></bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=for i in 1..100 return i" inputElement="item"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>${task('work', 'bench-hundred-done')}${end}${flow('start', 'each')}${flow('each', 'work')}${flow('work', 'end')}`));
