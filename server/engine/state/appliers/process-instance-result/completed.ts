import type { Applier } from '../applier.ts';

export const processInstanceResultCompleted: Applier<'PROCESS_INSTANCE_RESULT'> = (state, _key, value) => {
  state.awaitedResults.remove('', value.processInstanceKey);
};
