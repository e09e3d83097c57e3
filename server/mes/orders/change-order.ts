import type { Tx } from '../../database/index.ts';
import { Refusal } from '../refusal.ts';
import type { JobOrderRow, OrderRow, OrderStatus } from './order.ts';

/** Writes `change` to the order with its next version, and tells the boards. */
export async function changeOrder(tx: Tx, order: OrderRow, change: Partial<OrderRow>): Promise<OrderRow> {
  const after: OrderRow = { ...order, ...change, updated_at: tx.now(), version: order.version + 1 };
  await tx.knex<OrderRow>('operations_request').where({ id: order.id }).update(after);
  for (const topic of ['orders', `order:${order.id}`]) tx.live(topic, { orderId: order.id, status: after.status });
  return after;
}

/** Writes `change` to the job order with its next version, and tells the boards and its work centre. */
export async function changeJobOrder(tx: Tx, job: JobOrderRow, change: Partial<JobOrderRow>): Promise<JobOrderRow> {
  const after: JobOrderRow = { ...job, ...change, version: job.version + 1 };
  await tx.knex<JobOrderRow>('job_order').where({ id: job.id }).update(after);
  for (const topic of ['orders', `order:${job.order_id}`, `worklist:${job.work_center_id}`, 'worklist'])
    tx.live(topic, { orderId: job.order_id, jobOrderId: job.id, status: after.status });
  return after;
}

/** @throws Refusal order-status unless the order is in one of `allowed`; `doing` reads like "released" */
export function requireStatus(order: OrderRow, allowed: readonly OrderStatus[], doing: string): void {
  if (allowed.includes(order.status)) return;
  throw new Refusal({
    code: 'order-status', status: 409, title: 'Not in this status of the order',
    detail: `Order ${order.id} is ${order.status}; only an order that is ${allowed.join(' or ')} can be ${doing}.`,
    params: { orderId: order.id, status: order.status, allowed: [...allowed] },
  });
}

/** Keeps a moment of the order's history. */
export async function recordEvent(tx: Tx, kind: string, about: { orderId: string; jobOrderId?: string | null; lotId?: string | null }, details: unknown = {}): Promise<void> {
  await tx.knex('production_event').insert({
    id: tx.newId(), order_id: about.orderId, job_order_id: about.jobOrderId ?? null, lot_id: about.lotId ?? null, kind, at: tx.now(),
    person_id: tx.actor.personId, details: JSON.stringify(details),
  });
}
