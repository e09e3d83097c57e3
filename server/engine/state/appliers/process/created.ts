import { versionKey } from '../../process-versions.ts';
import type { Applier } from '../applier.ts';

export const processCreated: Applier<'PROCESS'> = (state, key, value) => {
  state.processes.put('', key, value);
  state.lastVersions.put('', value.bpmnProcessId, value.version);
  state.processVersions.put(value.bpmnProcessId, versionKey(value.version), key);
};
