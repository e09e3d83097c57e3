import { versionKey } from '../../process-versions.ts';
import type { Applier } from '../applier.ts';

export const decisionRequirementsCreated: Applier<'DECISION_REQUIREMENTS'> = (state, key, value) => {
  state.decisionRequirements.put('', key, value);
  state.decisionRequirementsVersions.put(value.decisionRequirementsId, versionKey(value.decisionRequirementsVersion), key);
};
