import type { Tx } from '../../database/index.ts';
import { Refusal } from '../refusal.ts';
import { changeJobOrder, recordEvent } from './change-order.ts';
import { lockJobOrder } from './order.ts';

/** The operation is done, after its weighing was booked (and released, if it was on hold). @throws Refusal not-weighed */
export async function completeOperation(tx: Tx, { jobOrderId }: { jobOrderId: string }): Promise<{ jobOrderId: string; actual: string; unit: string }> {
  const job = await lockJobOrder(tx.knex, jobOrderId);
  if (job.actual_quantity === null)
    throw new Refusal({ code: 'not-weighed', status: 409, title: 'Nothing was weighed', detail: `Operation ${job.sequence} of order ${job.order_id} has no weighing yet.`, params: { jobOrderId, orderId: job.order_id } });
  if (job.status !== 'Done' && job.status !== 'Cancelled') {
    await changeJobOrder(tx, job, { status: 'Done', ended_at: tx.now() });
    await recordEvent(tx, 'operation.done', { orderId: job.order_id, jobOrderId, lotId: job.lot_id }, { quantity: job.actual_quantity, unit: job.unit, materialId: job.material_id });
  }
  return { jobOrderId, actual: job.actual_quantity, unit: job.unit };
}
