import { NO_KEY } from '../../../records/types.ts';
import { unqueueJob } from '../../job-removal.ts';
import type { Applier } from '../applier.ts';

export const incidentCreated: Applier<'INCIDENT'> = (state, key, value) => {
  state.incidents.put('', key, value);
  if (value.jobKey === NO_KEY) {
    state.elementIncidents.put('', value.elementInstanceKey, key);
    return;
  }
  state.jobIncidents.put('', value.jobKey, key);
  const job = state.jobs.get('', value.jobKey);
  if (job?.state !== 'ACTIVATABLE') return;
  // Too large for any worker.
  unqueueJob(state, value.jobKey);
  state.jobs.put('', value.jobKey, { ...job, state: 'FAILED' });
};
