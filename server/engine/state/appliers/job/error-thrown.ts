import { removeJob, unqueueJob } from '../../job-removal.ts';
import { NO_CATCH_EVENT_FOUND } from '../../../records/job-errors.ts';
import type { Applier } from '../applier.ts';

export const jobErrorThrown: Applier<'JOB'> = (state, key, value) => {
  unqueueJob(state, key);
  if (value.elementId !== NO_CATCH_EVENT_FOUND) removeJob(state, key);
  else state.jobs.put('', key, { state: 'ERROR_THROWN', value: { ...value, variables: {} } });
};
