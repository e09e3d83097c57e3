import type { Key } from '../../records/types.ts';
import type { IncidentErrorType, JobValue } from '../../records/values.ts';
import type { Step } from '../step.ts';

/** In characters. */
const MESSAGE_MAX = 10_000;

/** A worker's error message as Zeebe keeps it. */
export function limited(errorMessage: string): string {
  return errorMessage.length > MESSAGE_MAX ? `${errorMessage.slice(0, MESSAGE_MAX)}...` : errorMessage;
}

/** The job waits until someone resolves the incident. */
export function raiseJobIncident(step: Step, jobKey: Key, job: JobValue, errorType: IncidentErrorType, errorMessage: string): void {
  step.emit('INCIDENT', 'CREATED', step.newKey(), {
    errorType, errorMessage, jobKey,
    bpmnProcessId: job.bpmnProcessId,
    processDefinitionKey: job.processDefinitionKey,
    processInstanceKey: job.processInstanceKey,
    elementId: job.elementId,
    elementInstanceKey: job.elementInstanceKey,
    variableScopeKey: job.elementInstanceKey,
    tenantId: job.tenantId,
  });
}
