import type { ActivatedJob } from '../../engine/index.ts';

/** A client that takes jobs of one type: a poll takes those that are there, a stream takes jobs as long as it is open. */
export interface JobReceiver {
  readonly type: string;
  readonly worker: string;
  /** How long a job is its own, milliseconds. */
  readonly timeoutMs: number;
  readonly fetchVariables: readonly string[];
  /** How many jobs it takes now; 0 while its connection is congested. */
  capacity(): number;
  /** Gone: the client hung up, or its request timed out. */
  closed(): boolean;
  /** False when the client went away before it could be given the jobs. */
  deliver(jobs: readonly ActivatedJob[]): boolean;
  /** There are no more jobs for it now: a poll has its answer. */
  served(): void;
  refuse(error: unknown): void;
}
