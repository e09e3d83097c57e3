import type { Key } from '../records/types.ts';
import type { State } from './state.ts';

/** Takes a job out of every order of waiting (activatable, working until a deadline, backing off). */
export function unqueueJob(state: State, key: Key): void {
  const job = state.jobs.get('', key);
  if (job === undefined) return;
  if (job.state === 'ACTIVATABLE') state.activatableJobs.remove(job.value.type, key);
  if (job.state === 'ACTIVATED') state.jobDeadlines.remove(job.value.deadline, key);
  if (job.state === 'FAILED' && job.value.recurringTime >= 0) state.jobBackoffs.remove(job.value.recurringTime, key);
}

/** Forgets a job that is done, and its element instance's link to it. */
export function removeJob(state: State, key: Key): void {
  const job = state.jobs.get('', key);
  if (job === undefined) return;
  unqueueJob(state, key);
  state.jobs.remove('', key);
  const element = state.element(job.value.elementInstanceKey);
  if (element?.jobKey === key) {
    const { jobKey: _, ...rest } = element;
    state.elementInstances.put('', element.key, rest);
  }
}
