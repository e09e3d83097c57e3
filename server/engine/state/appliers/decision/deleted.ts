import { versionKey } from '../../process-versions.ts';
import type { Applier } from '../applier.ts';

export const decisionDeleted: Applier<'DECISION'> = (state, _key, value) => {
  state.decisions.remove('', value.decisionKey);
  state.decisionVersions.remove(value.decisionId, versionKey(value.version));
  state.decisionsOf.remove(value.decisionRequirementsKey, value.decisionId);
};
