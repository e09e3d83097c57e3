import { unqueueJob } from '../../job-removal.ts';
import type { Applier } from '../applier.ts';

export const jobFailed: Applier<'JOB'> = (state, key, value) => {
  unqueueJob(state, key);
  const waits = value.retries > 0 && value.retryBackoff > 0;
  if (waits) state.jobBackoffs.add(value.recurringTime, key);
  else if (value.retries > 0) state.activatableJobs.put(value.type, key, true);
  state.jobs.put('', key, { state: value.retries > 0 && !waits ? 'ACTIVATABLE' : 'FAILED', value: { ...value, variables: {} } });
};
