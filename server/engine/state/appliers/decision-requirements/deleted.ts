import { versionKey } from '../../process-versions.ts';
import type { Applier } from '../applier.ts';

export const decisionRequirementsDeleted: Applier<'DECISION_REQUIREMENTS'> = (state, _key, value) => {
  state.decisionRequirements.remove('', value.decisionRequirementsKey);
  state.decisionRequirementsVersions.remove(value.decisionRequirementsId, versionKey(value.decisionRequirementsVersion));
};
