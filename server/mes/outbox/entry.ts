export type OutboxKind = 'engine' | 'mail' | 'erp' | 'http';

/** What the engine is asked to do; keys and positions are decimal text. */
export type EnginePayload =
  | { readonly op: 'create-instance'; readonly bpmnProcessId: string; readonly version?: number; readonly variables: Readonly<Record<string, unknown>> & { readonly commandId: string } }
  | { readonly op: 'publish-message'; readonly name: string; readonly correlationKey: string; readonly messageId: string; readonly ttlMs: number; readonly variables: Readonly<Record<string, unknown>> }
  | { readonly op: 'complete-user-task'; readonly userTaskKey: string; readonly kind: 'native' | 'job'; readonly variables: Readonly<Record<string, unknown>> }
  | { readonly op: 'cancel-instance'; readonly key: string }
  | { readonly op: 'resolve-incident'; readonly incidentKey: string; readonly jobKey?: string; readonly retries?: number };

export interface OutboxEntry {
  readonly id: string;
  readonly kind: OutboxKind;
  /** Names the effect; two entries never have the same. */
  readonly dedupeKey: string;
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
