import type { Applier } from '../applier.ts';

export const jobRetriesUpdated: Applier<'JOB'> = (state, key, value) => {
  const job = state.jobs.get('', key);
  if (job !== undefined) state.jobs.put('', key, { ...job, value: { ...job.value, retries: value.retries } });
};
