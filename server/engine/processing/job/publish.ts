import { joinDocument } from '../../records/document.ts';
import type { Key } from '../../records/types.ts';
import type { JobValue } from '../../records/values.ts';
import { visibleVariables } from '../../state/variable-scopes.ts';
import { activatedBytes, ANSWER_BYTES_MAX } from '../job-batch/activate.ts';
import type { Step } from '../step.ts';

/**
 * Hands out a job that became activatable: to an open stream in this very step, as Zeebe does, or else those who poll for its type are told.
 */
export function publishJob(step: Step, key: Key, job: JobValue): void {
  const stream = step.clients.jobStreams.next(job.type);
  const variables = stream === undefined ? {} : visibleVariables(step.state, job.elementInstanceKey, stream.fetchVariables);
  // Too large a job is taken out by the next poll, with an incident.
  if (stream === undefined || activatedBytes(job, variables) > ANSWER_BYTES_MAX) {
    step.availableJobTypes.add(job.type);
    return;
  }
  const { type, worker, timeoutMs: timeout } = stream;
  const activated = { ...job, worker, deadline: step.now + timeout, variables: {} };
  step.emit('JOB_BATCH', 'ACTIVATED', step.newKey(), {
    type, worker, timeout, maxJobsToActivate: -1, jobKeys: [key], jobs: [activated], tenantIds: [], truncated: false,
  });
  step.pushed.push({ stream, job: { ...activated, key, variables: joinDocument(variables) } });
}
