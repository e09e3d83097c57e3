import type { Tx } from '../../database/index.ts';
import { findScale } from '../equipment/equipment.ts';
import { changeJobOrder, recordEvent } from './change-order.ts';
import { lockJobOrder } from './order.ts';

export interface StartedOperation {
  readonly jobOrderId: string;
  readonly orderId: string;
  readonly lotId: string | null;
  readonly workCenterId: string;
  readonly materialId: string;
  readonly sequence: number;
  readonly target: string;
  readonly unit: string;
  readonly toleranceLower: string;
  readonly toleranceUpper: string;
  /** The scale at the work centre and its connection; null where there is none: the operator then types the weight. */
  readonly scaleId: string | null;
  readonly scaleConnectionId: string | null;
}

/** The operation can be worked on: its task is about to appear at the work centre. */
export async function startOperation(tx: Tx, { jobOrderId, processInstanceKey }: { jobOrderId: string; processInstanceKey: string }): Promise<StartedOperation> {
  const job = await lockJobOrder(tx.knex, jobOrderId);
  const scale = await findScale(tx.knex, job.work_center_id);
  if (job.status === 'Waiting') {
    await changeJobOrder(tx, job, { status: 'Ready', process_instance_key: processInstanceKey, work_unit_id: scale?.id ?? null });
    await recordEvent(tx, 'operation.ready', { orderId: job.order_id, jobOrderId, lotId: job.lot_id }, { workCenterId: job.work_center_id });
  }
  return {
    jobOrderId, orderId: job.order_id, lotId: job.lot_id, workCenterId: job.work_center_id, materialId: job.material_id, sequence: job.sequence,
    target: job.target_quantity, unit: job.unit, toleranceLower: job.tolerance_lower, toleranceUpper: job.tolerance_upper,
    scaleId: scale?.id ?? null, scaleConnectionId: scale?.connectionId ?? null,
  };
}
