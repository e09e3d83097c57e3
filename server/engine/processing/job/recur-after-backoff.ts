import type { Processor } from '../processor.ts';
import { publishJob } from './publish.ts';

export const recurJobAfterBackoff: Processor<'JOB'> = (step, { key }) => {
  const job = step.state.jobs.get('', key);
  const due = job?.state === 'FAILED' && job.value.recurringTime >= 0 && job.value.recurringTime <= step.now;
  if (job === undefined || !due) {
    return step.reject('NOT_FOUND', `Expected to back off failed job with key '${key}', but ${job === undefined ? 'no such job was found' : 'it is not due'}`);
  }
  step.emit('JOB', 'RECURRED_AFTER_BACKOFF', key, job.value);
  publishJob(step, key, job.value);
};
