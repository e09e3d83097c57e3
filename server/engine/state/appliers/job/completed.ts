import { removeJob } from '../../job-removal.ts';
import type { Applier } from '../applier.ts';

export const jobCompleted: Applier<'JOB'> = (state, key, { jobKind, elementInstanceKey }) => {
  removeJob(state, key);
  const element = state.element(elementInstanceKey);
  if (jobKind !== 'EXECUTION_LISTENER' || element === undefined) return;
  state.elementInstances.put('', element.key, { ...element, listenersDone: (element.listenersDone ?? 0) + 1 });
};
