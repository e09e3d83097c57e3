import type { Tx } from '../../database/index.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { requirePolicy } from '../policy.ts';
import { lotOf } from './hold.ts';
import type { HoldTarget } from './hold.ts';
import { placeHold } from './place-hold.ts';

const ttlMs = 24 * 60 * 60 * 1000;

/** A person places a hold: it stands at once, and the quality-hold process is started to have it decided. */
export async function requestHold(tx: Tx, { targetType, targetId, reasonCode, reason }: { targetType: HoldTarget; targetId: string; reasonCode: string; reason: string }): Promise<{ holdId: string }> {
  requirePolicy(tx, 'holds.place');
  const dedupeKey = `manual:${tx.newId()}`;
  const { holdId } = await placeHold(tx, { targetType, targetId, reasonCode, reason, processInstanceKey: null, dedupeKey });
  const lotId = await lotOf(tx.knex, { target_type: targetType, target_id: targetId });
  const lot = lotId === null ? undefined : ((await tx.knex('material_lot').where({ id: lotId }).first('order_id')) as { order_id: string | null } | undefined);
  const orderId = targetType === 'order' ? targetId : (lot?.order_id ?? null);
  await enqueue(tx, {
    kind: 'engine', dedupeKey: `hold-requested:${holdId}`,
    payload: {
      op: 'publish-message', name: 'quality-hold-requested', correlationKey: holdId, messageId: holdId, ttlMs,
      variables: { holdId, targetType, targetId, reasonCode, reason, lotId, orderId, jobOrderId: null },
    },
  });
  return { holdId };
}
