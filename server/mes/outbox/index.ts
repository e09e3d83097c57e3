export { enqueue } from './enqueue.ts';
export { startOutbox } from './dispatcher.ts';
export type { Outbox } from './dispatcher.ts';
export { PermanentError, RetryableError } from './entry.ts';
export type { Deliver, OutboxEntry } from './entry.ts';
