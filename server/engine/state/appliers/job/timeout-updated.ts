import { unqueueJob } from '../../job-removal.ts';
import type { Applier } from '../applier.ts';

export const jobTimeoutUpdated: Applier<'JOB'> = (state, key, value) => {
  const job = state.jobs.get('', key);
  if (job === undefined) return;
  unqueueJob(state, key);
  state.jobDeadlines.add(value.deadline, key);
  state.jobs.put('', key, { ...job, value: { ...job.value, deadline: value.deadline } });
};
