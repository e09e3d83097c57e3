import type { Job } from './connector.ts';

/** What waits to leave the plant; sent later, as often as needed, by the deliverer of its kind. */
export interface Outbox {
  /** Durable when it resolves. The same `dedupeKey` again changes nothing. */
  enqueue(entry: { kind: 'mail' | 'erp' | 'http'; dedupeKey: string; payload: unknown }): Promise<void>;
}

/** Remembers what a job did, so that a job delivered twice does it once. */
export interface Effects {
  /**
   * Answers what this job's effect gave when it was done before, else does it and remembers its result. A crash in
   * between repeats the effect: give the other side the job key to know it by.
   */
  remember<Result>(job: Job, effect: () => Promise<Result>): Promise<Result>;
}

/** An entry of the outbox as its deliverer gets it. */
export interface OutgoingEntry {
  readonly dedupeKey: string;
  readonly payload: unknown;
  /** Deliveries that were begun before this one. */
  readonly attempts: number;
  readonly createdAt: string;
}
