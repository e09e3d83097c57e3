import type { Processor } from '../processor.ts';
import { publishJob } from './publish.ts';

/** The worker did not finish in time: somebody else may try. */
export const timeOutJob: Processor<'JOB'> = (step, { key }) => {
  const job = step.state.jobs.get('', key);
  if (job?.state !== 'ACTIVATED' || job.value.deadline > step.now) {
    return step.reject('NOT_FOUND', `Expected to time out activated job with key '${key}', but ${job === undefined ? 'no such job was found' : 'it is not due'}`);
  }
  step.emit('JOB', 'TIMED_OUT', key, job.value);
  publishJob(step, key, job.value);
};
