import type { Tx } from '../../database/index.ts';
import { lockOrder } from '../orders/order.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { performanceOf } from './performance.ts';

/** What the outbox posts to the ERP: the message itself, so that a retry sends the same text. */
export interface ErpPayload {
  readonly orderId: string;
  readonly contentType: 'application/xml';
  readonly body: string;
}

/** Puts the performance of a finished order into the outbox for the ERP, once. A cancelled order is not reported. */
export async function reportPerformance(tx: Tx, { orderId }: { orderId: string }): Promise<{ orderId: string; reported: boolean }> {
  const order = await lockOrder(tx.knex, orderId);
  if (order.status === 'Cancelled') return { orderId, reported: false };
  const payload: ErpPayload = { orderId, contentType: 'application/xml', body: await performanceOf(tx.knex, orderId, tx.now()) };
  const reported = await enqueue(tx, { kind: 'erp', dedupeKey: `erp:performance:${orderId}`, payload });
  if (reported) tx.audit('order.reported', { type: 'order', id: orderId });
  return { orderId, reported };
}
