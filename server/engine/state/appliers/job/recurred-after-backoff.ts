import { unqueueJob } from '../../job-removal.ts';
import type { Applier } from '../applier.ts';

export const jobRecurredAfterBackoff: Applier<'JOB'> = (state, key, value) => {
  unqueueJob(state, key);
  state.jobs.put('', key, { state: 'ACTIVATABLE', value });
  state.activatableJobs.put(value.type, key, true);
};
