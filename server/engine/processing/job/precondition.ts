import type { Key } from '../../records/types.ts';
import type { JobState } from '../../state/state.ts';
import type { Step } from '../step.ts';

const WORKABLE: readonly JobState[] = ['ACTIVATABLE', 'ACTIVATED'];

/** Rejects the current command, and returns undefined, unless there is such a job and somebody can work on it. */
export function workableJob(step: Step, key: Key, intention: 'complete' | 'fail' | 'throw an error for') {
  const job = step.state.jobs.get('', key);
  if (job === undefined) step.reject('NOT_FOUND', `Expected to ${intention} job with key '${key}', but no such job was found`);
  else if (!WORKABLE.includes(job.state)) {
    step.reject('INVALID_STATE', `Expected to ${intention} job with key '${key}', but it is in state '${job.state}'`);
  } else return job;
  return undefined;
}
