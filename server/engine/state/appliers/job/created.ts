import type { Applier } from '../applier.ts';

export const jobCreated: Applier<'JOB'> = (state, key, value) => {
  state.jobs.put('', key, { state: 'ACTIVATABLE', value });
  state.activatableJobs.put(value.type, key, true);
  const element = state.element(value.elementInstanceKey);
  if (element !== undefined) state.elementInstances.put('', element.key, { ...element, jobKey: key });
};
