import type { Applier } from '../applier.ts';

export const jobBatchActivated: Applier<'JOB_BATCH'> = (state, _key, value) => {
  value.jobKeys.forEach((key, i) => {
    const job = value.jobs[i]!;
    state.activatableJobs.remove(job.type, key);
    state.jobDeadlines.add(job.deadline, key);
    // The variables are the element's; the job only carries them out.
    state.jobs.put('', key, { state: 'ACTIVATED', value: { ...job, variables: {} } });
  });
};
