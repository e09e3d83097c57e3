import type { Tx } from '../../database/index.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { changeOrder, recordEvent, requireStatus } from './change-order.ts';
import { lockOrder } from './order.ts';
import type { JobOrderRow } from './order.ts';

export interface StartedOrder {
  readonly lotId: string | null;
  /** What is to weigh; each becomes an instance of the weighing process. Amounts are exact decimal text. */
  readonly operations: { jobOrderId: string; workCenterId: string; materialId: string; target: string; unit: string; sequence: number }[];
}

/**
 * The order's process has begun: the order is in progress and its lot exists. When the order was cancelled before the
 * process came up, nothing is started and the process is asked to end.
 */
export async function startOrder(tx: Tx, { orderId, processInstanceKey }: { orderId: string; processInstanceKey: string }): Promise<StartedOrder> {
  const order = await lockOrder(tx.knex, orderId);
  if (order.status === 'Cancelled') {
    await enqueue(tx, { kind: 'engine', dedupeKey: `cancel-instance:${processInstanceKey}`, payload: { op: 'cancel-instance', key: processInstanceKey } });
    return { lotId: null, operations: [] };
  }
  requireStatus(order, ['Released', 'Paused', 'InProgress'], 'started');
  const lotId = order.lot_id ?? (await openLot(tx, order));
  const jobs = await tx.knex<JobOrderRow>('job_order').where({ order_id: orderId }).orderBy('sequence');
  await tx.knex<JobOrderRow>('job_order').where({ order_id: orderId }).update({ lot_id: lotId });
  await tx.knex('material_lot').where({ id: lotId }).update({ process_instance_key: processInstanceKey });
  await changeOrder(tx, order, {
    lot_id: lotId, process_instance_key: processInstanceKey, started_at: order.started_at ?? tx.now(),
    ...(order.status === 'Released' ? { status: 'InProgress' as const } : {}),
  });
  if (order.started_at === null) await recordEvent(tx, 'order.started', { orderId, lotId });
  return {
    lotId,
    operations: jobs
      .filter((job) => job.status === 'Waiting' || job.status === 'Ready')
      .map((job) => ({ jobOrderId: job.id, workCenterId: job.work_center_id, materialId: job.material_id, target: job.target_quantity, unit: job.unit, sequence: job.sequence })),
  };
}

/** The lot that the order makes; its quantity is what was made, so zero until the order completes. */
async function openLot(tx: Tx, order: { id: string; material_id: string; unit: string }): Promise<string> {
  const lotId = `L-${order.id}`;
  await tx.knex('material_lot').insert({
    id: lotId, material_id: order.material_id, status: 'InProcess', quantity: '0', unit: order.unit, expires_at: null, location_id: null,
    order_id: order.id, process_instance_key: null, incomplete: 0, supplier_lot: null, created_at: tx.now(), version: 1,
  });
  tx.audit('lot.created', { type: 'lot', id: lotId }, { orderId: order.id });
  return lotId;
}
