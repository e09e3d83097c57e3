import type { Processor } from '../processor.ts';

export const updateJobRetries: Processor<'JOB'> = (step, { key, value: { retries } }) => {
  if (retries < 1) {
    return step.reject(
      'INVALID_ARGUMENT',
      `Expected to update retries for job with key '${key}' with a positive amount of retries, but the amount given was '${retries}'`,
    );
  }
  const job = step.state.jobs.get('', key);
  if (job === undefined) return step.reject('NOT_FOUND', `Expected to update retries for job with key '${key}', but no such job was found`);
  step.emitAndAnswer('JOB', 'RETRIES_UPDATED', key, { ...job.value, retries });
};
