import type { Tx } from '../../database/index.ts';
import { recordActivity } from '../lots/record-activity.ts';
import { Quantity } from '../quantity.ts';
import { changeOrder, recordEvent, requireStatus } from './change-order.ts';
import { lockOrder } from './order.ts';
import type { JobOrderRow } from './order.ts';

/**
 * The order's lot was scrapped: what is not done will not be done, and the ordered quantity is booked as scrap. The lot
 * stays rejected; what was consumed stays consumed. An order that is complete or cancelled stays as it is.
 */
export async function scrapOrder(tx: Tx, { orderId }: { orderId: string }): Promise<{ orderId: string; status: string }> {
  const order = await lockOrder(tx.knex, orderId);
  if (order.status === 'Completed' || order.status === 'Closed' || order.status === 'Cancelled') return { orderId, status: order.status };
  requireStatus(order, ['InProgress', 'Paused'], 'scrapped');
  const lost = Quantity.of(order.quantity, order.unit);
  await tx.knex<JobOrderRow>('job_order').where({ order_id: orderId }).whereIn('status', ['Waiting', 'Ready', 'InProgress', 'Paused']).update({ status: 'Cancelled', ended_at: tx.now() });
  if (order.lot_id !== null) {
    const made = { lotId: order.lot_id, quantity: lost };
    await recordActivity(tx, { type: 'produce', orderId, inputs: [], outputs: [made], dedupeKey: `produce:${orderId}` });
    await recordActivity(tx, { type: 'scrap', orderId, inputs: [made], outputs: [], dedupeKey: `scrap:${orderId}` });
    await tx.knex('material_lot').where({ id: order.lot_id }).update({ status: 'Rejected', quantity: '0' });
  }
  await tx.knex('production_quantity').insert({
    id: tx.newId(), job_order_id: null, order_id: orderId, lot_id: order.lot_id, kind: 'Scrap', quantity: lost.amount, unit: lost.unit, reason: 'lot-scrapped', at: tx.now(), person_id: tx.actor.personId,
  });
  await recordEvent(tx, 'order.scrapped', { orderId, lotId: order.lot_id }, { quantity: lost.amount, unit: lost.unit });
  tx.audit('order.scrapped', { type: 'order', id: orderId }, { lotId: order.lot_id });
  const { status } = await changeOrder(tx, order, { status: 'Completed', completed_at: tx.now(), good_quantity: '0', scrap_quantity: lost.amount });
  return { orderId, status };
}
