import { definitions, end, flow, process, start, task } from './diagrams.ts';

/** One wait state each, and nothing after it. */
export const waitsForJob = definitions(process('waits-at-job', `${start}${task('wait', 'waiting-job')}${end}${flow('start', 'wait')}${flow('wait', 'end')}`));

export const waitsForMessage = definitions(
  process('waits-at-message', `${start}<bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition messageRef="arrived"/></bpmn:intermediateCatchEvent>${end}${flow('start', 'wait')}${flow('wait', 'end')}`),
  '<bpmn:message id="arrived" name="arrived"><bpmn:extensionElements><zeebe:subscription correlationKey="=number"/></bpmn:extensionElements></bpmn:message>',
);

/** Long after the measurement. */
export const waitsForTimer = definitions(process('waits-at-timer', `${start}<bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDuration>PT10H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>${end}${flow('start', 'wait')}${flow('wait', 'end')}`));
