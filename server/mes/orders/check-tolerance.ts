import { Quantity } from '../quantity.ts';
import { Refusal } from '../refusal.ts';
import type { JobOrderRow } from './order.ts';
import type { WeighSubmission } from './schema.ts';

/**
 * Whether `weighed` is inside the operation's tolerance, limits included. Outside of it, the reason of the deviation when
 * the operator reports one; null when all is well.
 * @throws Refusal over-tolerance, under-tolerance, comment-missing
 */
export function checkTolerance(job: JobOrderRow, weighed: Quantity, { reportDeviation, comment }: Pick<WeighSubmission, 'reportDeviation' | 'comment'>): string | null {
  const [lower, upper] = [Quantity.of(job.tolerance_lower, job.unit), Quantity.of(job.tolerance_upper, job.unit)];
  const over = weighed.compare(upper) > 0;
  if (!over && weighed.compare(lower) >= 0) return null;
  const range = `${lower.amount} to ${upper.toString()}`;
  if (!reportDeviation)
    throw new Refusal({
      code: over ? 'over-tolerance' : 'under-tolerance',
      status: 422,
      title: over ? 'Too much' : 'Too little',
      detail: `${weighed.toString()} is ${over ? 'more' : 'less'} than allowed: ${range} (target ${job.target_quantity} ${job.unit}).`,
      field: 'quantity',
      nextStep: 'Correct the amount, or report the deviation with a comment: quality then decides.',
      params: { quantity: weighed.amount, unit: weighed.unit, lower: lower.amount, upper: upper.amount, target: job.target_quantity },
    });
  if (comment == null || comment === '')
    throw new Refusal({
      code: 'comment-missing', status: 422, title: 'Comment missing', detail: 'A deviation needs a comment that says what happened.', field: 'comment',
      nextStep: 'Write what happened.',
    });
  return `${weighed.toString()} of ${job.material_id} instead of ${job.target_quantity} ${job.unit} (${range}): ${comment}`;
}
