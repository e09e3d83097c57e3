import type { Tx } from '../../database/index.ts';
import { activeHoldsOn } from '../lots/holds.ts';
import { recordActivity } from '../lots/record-activity.ts';
import { Quantity } from '../quantity.ts';
import { Refusal } from '../refusal.ts';
import { changeOrder, recordEvent, requireStatus } from './change-order.ts';
import { lockOrder } from './order.ts';
import type { JobOrderRow, OrderRow } from './order.ts';

export interface CompletedOrder {
  readonly orderId: string;
  readonly status: OrderRow['status'];
  readonly lotId: string | null;
  readonly good: string;
  readonly scrap: string;
  readonly unit: string;
}

/**
 * The last operation is done: the ordered quantity is booked as good on the produced lot, which becomes available unless
 * something holds it. A cancelled order stays as it is, and so does one that is complete already.
 * @throws Refusal operations-open
 */
export async function completeOrder(tx: Tx, { orderId }: { orderId: string }): Promise<CompletedOrder> {
  const order = await lockOrder(tx.knex, orderId);
  if (order.status === 'Completed' || order.status === 'Closed' || order.status === 'Cancelled') return present(order);
  requireStatus(order, ['InProgress', 'Paused'], 'completed');
  const open = await tx.knex<JobOrderRow>('job_order').where({ order_id: orderId }).whereNotIn('status', ['Done', 'Skipped', 'Cancelled']).orderBy('sequence');
  if (open.length > 0)
    throw new Refusal({ code: 'operations-open', status: 409, title: 'Operations are still open', detail: `Order ${orderId} still has ${open.length} open operations.`, params: { orderId, jobOrderIds: open.map((job) => job.id) } });
  const made = Quantity.of(order.quantity, order.unit);
  const lotId = order.lot_id!;
  await recordActivity(tx, { type: 'produce', orderId, inputs: [], outputs: [{ lotId, quantity: made }], dedupeKey: `produce:${orderId}` });
  const held = (await activeHoldsOn(tx.knex, { lot: [lotId] })).length > 0;
  await tx.knex('material_lot').where({ id: lotId }).update({ quantity: made.amount, unit: made.unit, status: held ? 'OnHold' : 'Available' });
  await tx.knex('production_quantity').insert({
    id: tx.newId(), job_order_id: null, order_id: orderId, lot_id: lotId, kind: 'Good', quantity: made.amount, unit: made.unit, reason: null, at: tx.now(), person_id: tx.actor.personId,
  });
  await recordEvent(tx, 'order.completed', { orderId, lotId }, { quantity: made.amount, unit: made.unit });
  tx.audit('order.completed', { type: 'order', id: orderId }, { lotId, good: made.amount, unit: made.unit });
  return present(await changeOrder(tx, order, { status: 'Completed', completed_at: tx.now(), good_quantity: made.amount, scrap_quantity: '0' }));
}

function present(order: OrderRow): CompletedOrder {
  return { orderId: order.id, status: order.status, lotId: order.lot_id, good: order.good_quantity ?? '0', scrap: order.scrap_quantity ?? '0', unit: order.unit };
}
