import { versionKey } from '../../process-versions.ts';
import type { Applier } from '../applier.ts';

export const decisionCreated: Applier<'DECISION'> = (state, key, value) => {
  state.decisions.put('', key, value);
  state.decisionVersions.put(value.decisionId, versionKey(value.version), key);
  state.decisionsOf.put(value.decisionRequirementsKey, value.decisionId, key);
};
