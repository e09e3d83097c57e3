import { versionKey } from '../../process-versions.ts';
import type { Applier } from '../applier.ts';

export const processDeleting: Applier<'PROCESS'> = (state, _key, { bpmnProcessId, version }) => {
  state.processVersions.remove(bpmnProcessId, versionKey(version));
};
