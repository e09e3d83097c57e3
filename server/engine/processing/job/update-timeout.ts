import type { Processor } from '../processor.ts';

/** The new deadline counts from now. */
export const updateJobTimeout: Processor<'JOB'> = (step, { key, value: { timeout } }) => {
  const job = step.state.jobs.get('', key);
  if (job === undefined) return step.reject('NOT_FOUND', `Expected to update job deadline with key '${key}', but no such job was found`);
  if (job.state !== 'ACTIVATED') {
    return step.reject('INVALID_STATE', `Expected to update the timeout of job with key '${key}', but it is not active`);
  }
  step.emitAndAnswer('JOB', 'TIMEOUT_UPDATED', key, { ...job.value, deadline: step.now + timeout });
};
