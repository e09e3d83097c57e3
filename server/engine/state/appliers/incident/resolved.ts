import { NO_KEY } from '../../../records/types.ts';
import { withoutListenersDone } from '../../listeners-reset.ts';
import type { Applier } from '../applier.ts';

export const incidentResolved: Applier<'INCIDENT'> = (state, key, value) => {
  state.incidents.remove('', key);
  const element = state.element(value.elementInstanceKey);
  if (value.errorType === 'EXTRACT_VALUE_ERROR' && element?.listenersDone !== undefined) state.elementInstances.put('', element.key, withoutListenersDone(element));
  if (value.jobKey === NO_KEY) {
    state.elementIncidents.remove('', value.elementInstanceKey);
    return;
  }
  state.jobIncidents.remove('', value.jobKey);
  const job = state.jobs.get('', value.jobKey);
  if (job === undefined || (job.state !== 'FAILED' && job.state !== 'ERROR_THROWN')) return;
  // An uncaught error has overwritten it.
  const elementId = element?.value.elementId ?? job.value.elementId;
  state.jobs.put('', value.jobKey, { state: 'ACTIVATABLE', value: { ...job.value, elementId } });
  state.activatableJobs.put(job.value.type, value.jobKey, true);
};
