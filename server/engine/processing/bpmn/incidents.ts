import { NO_KEY } from '../../records/types.ts';
import type { Key } from '../../records/types.ts';
import type { ProcessInstanceValue } from '../../records/values.ts';
import type { ProcessingFailure } from '../failure.ts';
import type { Step } from '../step.ts';

/** The element stays where it is until someone resolves the incident. */
export function raiseIncident(step: Step, key: Key, value: ProcessInstanceValue, failure: ProcessingFailure): void {
  step.emit('INCIDENT', 'CREATED', step.newKey(), {
    errorType: failure.errorType,
    errorMessage: failure.message,
    bpmnProcessId: value.bpmnProcessId,
    processDefinitionKey: value.processDefinitionKey,
    processInstanceKey: value.processInstanceKey,
    elementId: value.elementId,
    elementInstanceKey: key,
    jobKey: NO_KEY,
    variableScopeKey: failure.variableScopeKey ?? key,
    tenantId: value.tenantId,
  });
}

/** An element that ends has no incident any more. */
export function resolveIncidents(step: Step, key: Key): void {
  resolve(step, step.state.elementIncidents.get('', key));
}

export function resolveJobIncident(step: Step, jobKey: Key): void {
  resolve(step, step.state.jobIncidents.get('', jobKey));
}

function resolve(step: Step, incidentKey: Key | undefined): void {
  const incident = incidentKey === undefined ? undefined : step.state.incidents.get('', incidentKey);
  if (incident !== undefined) step.emit('INCIDENT', 'RESOLVED', incidentKey!, incident);
}
