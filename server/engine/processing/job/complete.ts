import { recordTrigger } from '../bpmn/event-triggers.ts';
import { completeElement } from '../bpmn/transitions.ts';
import type { Processor } from '../processor.ts';
import { workableJob } from './precondition.ts';

export const completeJob: Processor<'JOB'> = (step, { key, value: { variables } }) => {
  const job = workableJob(step, key, 'complete');
  if (job === undefined) return;
  const elementKey = job.value.elementInstanceKey;
  step.emitAndAnswer('JOB', 'COMPLETED', key, { ...job.value, variables });
  const element = step.state.element(elementKey);
  if (element === undefined) return;
  if (job.value.jobKind === 'EXECUTION_LISTENER') {
    recordTrigger(step, elementKey, element.value, element.value.elementId, variables);
    step.command('PROCESS_INSTANCE', 'COMPLETE_EXECUTION_LISTENER', elementKey, element.value);
    return;
  }
  if (element.state !== 'ACTIVATED') return;
  recordTrigger(step, elementKey, element.value, element.value.elementId, variables);
  completeElement(step, elementKey, element.value);
};
