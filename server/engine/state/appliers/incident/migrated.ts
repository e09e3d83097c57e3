import type { Applier } from '../applier.ts';

export const incidentMigrated: Applier<'INCIDENT'> = (state, key, value) => {
  state.incidents.put('', key, value);
};
