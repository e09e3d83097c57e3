import { removeJob } from '../../job-removal.ts';
import type { Applier } from '../applier.ts';

export const jobCompleted: Applier<'JOB'> = (state, key) => removeJob(state, key);
