import { NO_CATCH_EVENT_FOUND } from '../../records/job-errors.ts';
import { findCatchingEvent } from '../bpmn/catching-events.ts';
import { uncaughtMessage } from '../bpmn/errors.ts';
import { triggerEvent } from '../bpmn/event-activation.ts';
import type { Processor } from '../processor.ts';
import { limited, raiseJobIncident } from './incident.ts';
import { workableJob } from './precondition.ts';

export const throwJobError: Processor<'JOB'> = (step, { key, value }) => {
  const job = workableJob(step, key, 'throw an error for');
  if (job === undefined) return;
  const { errorCode, variables } = value;
  const errorMessage = limited(value.errorMessage);
  const thrown = { ...job.value, errorCode, errorMessage, variables };
  const found = findCatchingEvent(step, job.value.elementInstanceKey, 'ERROR', errorCode);
  if ('available' in found) {
    const uncaught = { ...thrown, elementId: NO_CATCH_EVENT_FOUND };
    step.emitAndAnswer('JOB', 'ERROR_THROWN', key, uncaught);
    raiseJobIncident(step, key, uncaught, 'UNHANDLED_ERROR_EVENT', uncaughtMessage(errorCode, errorMessage, found.available));
    return;
  }
  step.emitAndAnswer('JOB', 'ERROR_THROWN', key, thrown);
  triggerEvent(step, found.instance, found.event, variables);
};
