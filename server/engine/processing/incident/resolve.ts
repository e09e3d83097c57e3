import { NO_KEY } from '../../records/types.ts';
import { completeElement } from '../bpmn/transitions.ts';
import { publishJob } from '../job/publish.ts';
import type { Processor } from '../processor.ts';

/** The stopped element tries again what it could not do; a job goes back to the workers. */
export const resolveIncident: Processor<'INCIDENT'> = (step, { key }) => {
  const incident = step.state.incidents.get('', key);
  if (incident === undefined) return step.reject('NOT_FOUND', `Expected to resolve incident with key '${key}', but no such incident was found`);
  const job = incident.jobKey === NO_KEY ? undefined : step.state.jobs.get('', incident.jobKey);
  if (job !== undefined && job.value.retries <= 0) {
    return step.reject(
      'INVALID_STATE',
      `Expected to resolve incident with key '${key}', but job with key '${incident.jobKey}' has no retries left. `
        + 'Please update the job retries and retry resolving the incident',
      'NOT_FOUND',
    );
  }
  step.emitAndAnswer('INCIDENT', 'RESOLVED', key, incident);
  if (job !== undefined) {
    publishJob(step, incident.jobKey, step.state.jobs.get('', incident.jobKey)!.value);
    return;
  }
  const element = step.state.element(incident.elementInstanceKey);
  if (element?.state === 'ACTIVATING') step.command('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', element.key, element.value);
  else if (element?.state === 'COMPLETING') completeElement(step, element.key, element.value);
};
