import type { ActivatedJob } from '../../engine/index.ts';

/** The protocol's `ActivatedJob`. */
export function activatedJobMessage(job: ActivatedJob) {
  return {
    key: job.key, type: job.type,
    processInstanceKey: job.processInstanceKey, bpmnProcessId: job.bpmnProcessId,
    processDefinitionVersion: job.processDefinitionVersion, processDefinitionKey: job.processDefinitionKey,
    elementId: job.elementId, elementInstanceKey: job.elementInstanceKey,
    customHeaders: JSON.stringify(job.customHeaders), worker: job.worker, retries: job.retries, deadline: job.deadline,
    variables: job.variables, tenantId: job.tenantId,
  };
}
