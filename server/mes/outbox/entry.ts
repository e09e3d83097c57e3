export type OutboxKind = 'engine' | 'mail' | 'erp' | 'http';

export interface OutboxEntry {
  readonly id: string;
  readonly kind: OutboxKind;
  /** Names the effect; two entries never have the same. */
  readonly dedupeKey: string;
  /** What is to happen; its deliverer knows the shape (engine: connectors/runtime/engine-deliverer.ts). */
  readonly payload: unknown;
  /** How often it was tried before this time. */
  readonly attempts: number;
  readonly createdAt: string;
}

/** Makes the effect outside and gives what is worth keeping of the answer; called again after a RetryableError or a crash. */
export type Deliver = (entry: OutboxEntry) => Promise<unknown>;

/** Try again later: nobody listens, a time-out, too busy. */
export class RetryableError extends Error {
  override readonly name = 'RetryableError';
}

/** Trying again cannot help: the receiver refused for good. */
export class PermanentError extends Error {
  override readonly name = 'PermanentError';
}
