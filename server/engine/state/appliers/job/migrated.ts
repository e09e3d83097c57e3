import type { Applier } from '../applier.ts';

export const jobMigrated: Applier<'JOB'> = (state, key, value) => {
  const job = state.jobs.get('', key);
  if (job !== undefined) state.jobs.put('', key, { ...job, value });
};
