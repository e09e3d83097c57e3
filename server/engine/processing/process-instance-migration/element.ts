import type { Key } from '../../records/types.ts';
import type { ProcessInstanceValue } from '../../records/values.ts';
import type { ElementInstance } from '../../state/state.ts';
import { variablesOf } from '../../state/variable-scopes.ts';
import type { Step } from '../step.ts';

/** The element instance and what hangs on it: its job, incidents, user task and variables. `value` is what it becomes. */
export function migrateElement(step: Step, { key, jobKey, userTaskKey }: ElementInstance, value: ProcessInstanceValue): void {
  const { processDefinitionKey, bpmnProcessId, version, elementId } = value;
  const process = { processDefinitionKey, bpmnProcessId };
  step.emit('PROCESS_INSTANCE', 'ELEMENT_MIGRATED', key, value);
  const job = jobKey === undefined ? undefined : step.state.jobs.get('', jobKey);
  if (job !== undefined) step.emit('JOB', 'MIGRATED', jobKey!, { ...job.value, ...process, processDefinitionVersion: version, elementId, variables: {} });
  for (const incidentKey of incidentsOf(step, key, jobKey)) {
    const incident = step.state.incidents.get('', incidentKey);
    if (incident !== undefined) step.emit('INCIDENT', 'MIGRATED', incidentKey, { ...incident, ...process, elementId });
  }
  const task = userTaskKey === undefined ? undefined : step.state.userTasks.get('', userTaskKey);
  if (task !== undefined) step.emit('USER_TASK', 'MIGRATED', userTaskKey!, { ...task, ...process, processDefinitionVersion: version, elementId });
  for (const { key: variableKey, name } of variablesOf(step.state, key)) {
    step.emit('VARIABLE', 'MIGRATED', variableKey, {
      name, value: 'null', scopeKey: key, processInstanceKey: value.processInstanceKey, tenantId: value.tenantId, ...process,
    });
  }
}

function incidentsOf(step: Step, key: Key, jobKey: Key | undefined): Key[] {
  const keys = [step.state.elementIncidents.get('', key), jobKey === undefined ? undefined : step.state.jobIncidents.get('', jobKey)];
  return keys.filter((incidentKey) => incidentKey !== undefined);
}
