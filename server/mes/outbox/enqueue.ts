import type { Tx } from '../../database/index.ts';
import type { OutboxEntry } from './entry.ts';

export const outboxChannel = 'outbox';

/**
 * Writes an effect on the outside into the transaction that decides it, so that both happen or neither does.
 * The same `dedupeKey` again changes nothing. Returns whether it is new.
 */
export async function enqueue(tx: Tx, { kind, dedupeKey, payload }: Pick<OutboxEntry, 'kind' | 'dedupeKey' | 'payload'>): Promise<boolean> {
  const there = await tx.knex('outbox').where({ dedupe_key: dedupeKey }).first('id');
  if (there !== undefined) return false;
  await tx.knex('outbox').insert({
    id: tx.newId(), kind, dedupe_key: dedupeKey, payload: JSON.stringify(payload), status: 'pending', attempts: 0,
    next_attempt_at: tx.now(), created_at: tx.now(),
  });
  tx.notify(outboxChannel);
  return true;
}
