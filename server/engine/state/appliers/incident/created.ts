import { NO_KEY } from '../../../records/types.ts';
import type { Applier } from '../applier.ts';

export const incidentCreated: Applier<'INCIDENT'> = (state, key, value) => {
  state.incidents.put('', key, value);
  if (value.jobKey === NO_KEY) state.elementIncidents.put('', value.elementInstanceKey, key);
  else state.jobIncidents.put('', value.jobKey, key);
};
