export { enqueue } from './enqueue.ts';
export { startOutbox } from './dispatcher.ts';
export type { Outbox, OutboxOptions } from './dispatcher.ts';
export { PermanentError, RetryableError } from './entry.ts';
export type { Deliver, EnginePayload, OutboxEntry, OutboxKind } from './entry.ts';
