import type { Tx } from '../../database/index.ts';
import { drawStock } from '../lots/draw-stock.ts';
import { recordActivity } from '../lots/record-activity.ts';
import { requirePolicy } from '../policy.ts';
import { Quantity } from '../quantity.ts';
import { Refusal } from '../refusal.ts';
import { changeJobOrder, recordEvent } from './change-order.ts';
import { lockJobOrder, lockOrder } from './order.ts';
import type { WeighingResult, WeighSubmission } from './schema.ts';
import { checkTolerance } from './check-tolerance.ts';
import { refuseBlockedWork } from './blocked-work.ts';

export interface WeighInput {
  /** Key of the user task; the same task is never booked twice. */
  readonly taskKey: string;
  readonly jobOrderId: string;
  readonly submission: WeighSubmission;
}

/**
 * Books one weighed component: the exact amount leaves the lot (and its sub-lots), the genealogy gets an edge from each of
 * them into the produced lot, and the operation has its actual quantity. An amount outside the tolerance is refused unless
 * it is reported as a deviation with a comment. The result is what the process goes on with.
 *
 * Refuses, with the reason: work that is blocked (order paused or not released, produced lot on hold …), a lot that is
 * unknown, of another material, on hold, expired or not available, too little stock, an amount out of tolerance.
 */
export async function weighComponent(tx: Tx, { taskKey, jobOrderId, submission }: WeighInput): Promise<WeighingResult> {
  requirePolicy(tx, 'components.weigh');
  const dedupeKey = `weigh:${taskKey}`;
  const booked = await tx.knex<{ dedupe_key: string; details: string }>('activity').where({ dedupe_key: dedupeKey }).first('details');
  if (booked !== undefined) return sameAgain(booked.details, submission);

  const job = await lockJobOrder(tx.knex, jobOrderId);
  const order = await lockOrder(tx.knex, job.order_id);
  await refuseBlockedWork(tx.knex, order, job);
  if (job.status !== 'Ready' || job.actual_quantity !== null)
    throw new Refusal({
      code: 'already-weighed', status: 409, title: 'Already weighed', params: { jobOrderId, status: job.status },
      detail: `Operation ${job.sequence} of order ${order.id} is ${job.status}; it cannot be weighed now.`,
    });
  const producedLotId = job.lot_id!;
  const weighed = Quantity.of(submission.quantity, submission.unit).convertTo(job.unit);
  const drawn = await drawStock(tx, { lotId: submission.lotId, sublotId: submission.sublotId ?? null, materialId: job.material_id, quantity: weighed });
  const deviation = checkTolerance(job, weighed, submission);

  const result: WeighingResult = {
    outcome: deviation === null ? 'Done' : 'Deviation',
    weighing: {
      jobOrderId, materialId: job.material_id, lotId: drawn.lotId, quantity: weighed.amount, unit: weighed.unit, source: submission.source,
      target: job.target_quantity, lower: job.tolerance_lower, upper: job.tolerance_upper, at: tx.now(),
    },
    targetType: 'lot',
    targetId: producedLotId,
    reasonCode: 'out-of-tolerance',
    reason: deviation ?? '',
  };
  await recordActivity(tx, {
    type: 'consume', orderId: order.id, jobOrderId, inputs: drawn.inputs, outputs: [{ lotId: producedLotId, quantity: weighed }], dedupeKey,
    details: { submission, result },
  });
  await changeJobOrder(tx, job, { status: 'InProgress', actual_quantity: weighed.amount, started_at: job.started_at ?? tx.now() });
  await recordEvent(tx, deviation === null ? 'component.weighed' : 'component.deviation', { orderId: order.id, jobOrderId, lotId: producedLotId }, { ...result.weighing, comment: submission.comment ?? null });
  tx.audit('component.weighed', { type: 'job-order', id: jobOrderId }, { taskKey, submission, outcome: result.outcome });
  return result;
}

/** The same task once more: the same submission gets the same answer, another one is refused. */
function sameAgain(details: string, submission: WeighSubmission): WeighingResult {
  const first = JSON.parse(details) as { submission: WeighSubmission; result: WeighingResult };
  const fields = ['lotId', 'sublotId', 'quantity', 'unit', 'reportDeviation'] as const;
  if (fields.every((field) => (first.submission[field] ?? null) === (submission[field] ?? null))) return first.result;
  throw new Refusal({
    code: 'already-weighed', status: 409, title: 'Already weighed',
    detail: `This task was completed with ${first.submission.quantity} ${first.submission.unit} of lot ${first.submission.lotId}.`,
    params: { lotId: first.submission.lotId, quantity: first.submission.quantity, unit: first.submission.unit },
  });
}
