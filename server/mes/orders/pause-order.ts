import type { Tx } from '../../database/index.ts';
import { requirePolicy } from '../policy.ts';
import { changeOrder, recordEvent, requireStatus } from './change-order.ts';
import { lockOrder } from './order.ts';
import type { OrderRow } from './order.ts';

/** Stops work on an order: its tasks stay, and nobody can complete them until it is resumed. */
export async function pauseOrder(tx: Tx, { orderId, reason }: { orderId: string; reason: string }): Promise<OrderRow> {
  requirePolicy(tx, 'orders.plan');
  const order = await lockOrder(tx.knex, orderId);
  requireStatus(order, ['Released', 'InProgress'], 'paused');
  const after = await changeOrder(tx, order, { status: 'Paused' });
  await recordEvent(tx, 'order.paused', { orderId, lotId: order.lot_id }, { reason });
  tx.audit('order.paused', { type: 'order', id: orderId }, { reason });
  tx.live('worklist', { orderId, status: 'Paused' });
  return after;
}

/** Lets work on a paused order go on where it stopped. */
export async function resumeOrder(tx: Tx, { orderId }: { orderId: string }): Promise<OrderRow> {
  requirePolicy(tx, 'orders.plan');
  const order = await lockOrder(tx.knex, orderId);
  requireStatus(order, ['Paused'], 'resumed');
  const after = await changeOrder(tx, order, { status: order.started_at === null ? 'Released' : 'InProgress' });
  await recordEvent(tx, 'order.resumed', { orderId, lotId: order.lot_id });
  tx.audit('order.resumed', { type: 'order', id: orderId });
  tx.live('worklist', { orderId, status: after.status });
  return after;
}
