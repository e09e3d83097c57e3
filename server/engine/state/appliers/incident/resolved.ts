import { NO_KEY } from '../../../records/types.ts';
import type { Applier } from '../applier.ts';

export const incidentResolved: Applier<'INCIDENT'> = (state, key, value) => {
  state.incidents.remove('', key);
  if (value.jobKey === NO_KEY) {
    state.elementIncidents.remove('', value.elementInstanceKey);
    return;
  }
  state.jobIncidents.remove('', value.jobKey);
  const job = state.jobs.get('', value.jobKey);
  if (job === undefined || (job.state !== 'FAILED' && job.state !== 'ERROR_THROWN')) return;
  // An uncaught error has overwritten it.
  const elementId = state.element(job.value.elementInstanceKey)?.value.elementId ?? job.value.elementId;
  state.jobs.put('', value.jobKey, { state: 'ACTIVATABLE', value: { ...job.value, elementId } });
  state.activatableJobs.put(job.value.type, value.jobKey, true);
};
