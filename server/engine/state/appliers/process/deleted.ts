import type { Applier } from '../applier.ts';

export const processDeleted: Applier<'PROCESS'> = (state, _key, { processDefinitionKey }) => {
  state.processes.remove('', processDefinitionKey);
};
