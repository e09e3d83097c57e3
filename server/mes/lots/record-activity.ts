import type { Tx } from '../../database/index.ts';
import type { Quantity } from '../quantity.ts';

export type ActivityType = 'consume' | 'produce' | 'split' | 'merge' | 'scrap' | 'receive' | 'adjust';

export interface ActivityEnd {
  readonly lotId: string;
  readonly sublotId?: string | null;
  readonly quantity: Quantity;
}

export interface ActivityInput {
  readonly type: ActivityType;
  readonly orderId?: string | null;
  readonly jobOrderId?: string | null;
  readonly inputs: readonly ActivityEnd[];
  readonly outputs: readonly ActivityEnd[];
  /** Two activities never have the same. */
  readonly dedupeKey?: string;
  readonly details?: unknown;
}

/**
 * Writes one step of the genealogy: what went in and what came out, one row per lot and sub-lot, never changed again.
 * For stock the ledger balances: a lot's quantity is all it received (receive, adjust, produce, split, merge outputs) less
 * all that was taken (inputs). The outputs of `consume` say into which lot the amount went; they do not add to its quantity.
 */
export async function recordActivity(tx: Tx, { type, orderId = null, jobOrderId = null, inputs, outputs, dedupeKey, details = {} }: ActivityInput): Promise<string> {
  const id = tx.newId();
  await tx.knex('activity').insert({
    id, type, order_id: orderId, job_order_id: jobOrderId, at: tx.now(), person_id: tx.actor.personId, source: tx.actor.source,
    dedupe_key: dedupeKey ?? null, details: JSON.stringify(details),
  });
  for (const [table, ends] of [['activity_input', inputs], ['activity_output', outputs]] as const)
    for (const { lotId, sublotId = null, quantity } of ends)
      await tx.knex(table).insert({ id: tx.newId(), activity_id: id, lot_id: lotId, sublot_id: sublotId, quantity: quantity.amount, unit: quantity.unit });
  for (const lotId of new Set([...inputs, ...outputs].map((end) => end.lotId))) tx.live(`lot:${lotId}`, { activity: type });
  return id;
}
