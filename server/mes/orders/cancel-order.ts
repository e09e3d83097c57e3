import type { Tx } from '../../database/index.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { requirePolicy } from '../policy.ts';
import { callOffProcess } from './call-off-process.ts';
import { changeOrder, recordEvent, requireStatus } from './change-order.ts';
import { lockOrder } from './order.ts';
import type { JobOrderRow, OrderRow } from './order.ts';

/**
 * Ends an order that is not complete. Its process is cancelled with all tasks; if the process has not come up yet, the
 * first thing it does is to find the order cancelled (see startOrder). What was consumed stays consumed, and the ERP hears
 * of it; the lot that was being made is rejected.
 */
export async function cancelOrder(tx: Tx, { orderId, reason }: { orderId: string; reason: string }): Promise<OrderRow> {
  requirePolicy(tx, 'orders.plan');
  const order = await lockOrder(tx.knex, orderId);
  requireStatus(order, ['Draft', 'Planned', 'Released', 'InProgress', 'Paused'], 'cancelled');
  await tx.knex<JobOrderRow>('job_order').where({ order_id: orderId }).whereNotIn('status', ['Done', 'Skipped']).update({ status: 'Cancelled', ended_at: tx.now() });
  if (order.lot_id !== null) {
    await tx.knex('material_lot').where({ id: order.lot_id }).update({ status: 'Rejected' }).increment('version', 1);
    tx.live(`lot:${order.lot_id}`, { status: 'Rejected' });
  }
  if (order.process_instance_key !== null) await callOffProcess(tx, order.process_instance_key);
  const consumed = await tx.knex('activity').where({ order_id: orderId, type: 'consume' }).first('id');
  if (consumed !== undefined) await enqueue(tx, { kind: 'erp', dedupeKey: `erp:performance:${orderId}:cancelled`, payload: { orderId } });
  const after = await changeOrder(tx, order, { status: 'Cancelled', completed_at: tx.now() });
  await recordEvent(tx, 'order.cancelled', { orderId, lotId: order.lot_id }, { reason });
  tx.audit('order.cancelled', { type: 'order', id: orderId }, { reason });
  return after;
}
