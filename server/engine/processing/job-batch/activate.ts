import { utf8Size } from '../../records/size.ts';
import type { Key, Variables } from '../../records/types.ts';
import type { JobValue } from '../../records/values.ts';
import { visibleVariables } from '../../state/variable-scopes.ts';
import { raiseJobIncident } from '../job/incident.ts';
import type { Processor } from '../processor.ts';
import type { Step } from '../step.ts';

/** What an answer may carry, in bytes of jobs: gRPC clients refuse messages above 4 MB. */
export const ANSWER_BYTES_MAX = 4 * 1024 * 1024 - 64 * 1024;

/** Hands the oldest activatable jobs of the type to a worker, with the variables that are visible to them. */
export const activateJobs: Processor<'JOB_BATCH'> = (step, { value }) => {
  const problem = invalid(value.type, value.maxJobsToActivate, value.timeout);
  if (problem !== undefined) return step.reject('INVALID_ARGUMENT', problem);
  const jobKeys: Key[] = [];
  const jobs: JobValue[] = [];
  let tooLarge: { readonly key: Key; readonly size: number } | undefined;
  let bytes = 0;
  let truncated = false;
  for (const [key] of step.state.activatableJobs.entries(value.type)) {
    if (jobs.length === value.maxJobsToActivate) break;
    const job = step.state.jobs.get('', key);
    if (job === undefined) continue;
    const variables = visibleVariables(step.state, job.value.elementInstanceKey, value.fetchVariables);
    const size = activatedBytes(job.value, variables);
    if (bytes + size > ANSWER_BYTES_MAX) {
      truncated = true;
      if (jobs.length === 0) tooLarge = { key, size };
      break;
    }
    bytes += size;
    jobKeys.push(key);
    jobs.push({ ...job.value, worker: value.worker, deadline: step.now + value.timeout, variables });
  }
  const { fetchVariables: _, ...batch } = value;
  step.emitAndAnswer('JOB_BATCH', 'ACTIVATED', step.newKey(), { ...batch, jobKeys, jobs, truncated });
  if (tooLarge !== undefined) refuse(step, tooLarge.key, tooLarge.size);
};

/** Of a job with all that it carries: its headers may be as large as its variables. */
export function activatedBytes(job: JobValue, variables: Variables): number {
  return utf8Size(job) + utf8Size(variables);
}

/** No worker could ever take the job: it stops in an incident. */
function refuse(step: Step, key: Key, size: number): void {
  const job = step.state.jobs.get('', key)!.value;
  raiseJobIncident(
    step, key, job, 'MESSAGE_SIZE_EXCEEDED',
    `The job with key '${key}' can not be activated, because with ${(size / 1024 / 1024).toFixed(1)} MB it is larger than the configured message size `
      + '(per default is 4 MB). Try to reduce the size by reducing the number of fetched variables or modifying the variable values.',
  );
}

function invalid(type: string, maxJobs: number, timeout: number): string | undefined {
  if (type === '') return 'Expected to activate job batch with type to be present, but it was blank';
  if (maxJobs < 1) return `Expected to activate job batch with max jobs to activate to be greater than zero, but it was '${maxJobs}'`;
  if (timeout < 1) return `Expected to activate job batch with timeout to be greater than zero, but it was '${timeout}'`;
  return undefined;
}
