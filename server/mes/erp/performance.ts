import type { Knex } from 'knex';
import { getOrderRow } from '../orders/order.ts';
import type { JobOrderRow, MaterialRequirementRow, OrderRow } from '../orders/order.ts';
import { Quantity } from '../quantity.ts';
import { Refusal } from '../refusal.ts';
import { writePerformance } from './b2mml/write-performance.ts';
import type { Performance, PerformanceMaterial } from './b2mml/write-performance.ts';

interface ConsumptionRow {
  id: string;
  job_order_id: string;
  lot_id: string;
  sublot_id: string | null;
  quantity: string;
  unit: string;
}

interface MadeRow {
  id: string;
  lot_id: string;
  kind: 'Good' | 'Scrap' | 'Rework';
  quantity: string;
  unit: string;
}

/**
 * The order's performance as a B2MML V0700 message: for each operation what was consumed, from which lot and sub-lot, and
 * what was made. Units are spelled as the ERP spelled them in the order.
 * @throws Refusal unknown-order, not-started
 */
export async function performanceOf(knex: Knex, orderId: string, now: string): Promise<string> {
  const order = await getOrderRow(knex, orderId);
  if (order.released_at === null)
    throw new Refusal({ code: 'not-started', status: 409, title: 'Nothing to report', detail: `Order ${orderId} is ${order.status}; there is nothing to report yet.`, params: { orderId, status: order.status } });
  const jobs = await knex<JobOrderRow>('job_order').where({ order_id: orderId }).orderBy('sequence');
  const requirements = await knex<MaterialRequirementRow>('material_requirement').where({ order_id: orderId });
  const spelled = new Map(requirements.map((row) => [row.unit, (JSON.parse(row.properties) as { UnitOfMeasure?: string }).UnitOfMeasure ?? row.unit!]));
  const consumed: ConsumptionRow[] = await knex('activity_input as i').join('activity as a', 'a.id', 'i.activity_id').where({ 'a.order_id': orderId, 'a.type': 'consume' })
    .orderBy('i.id').select('i.id', 'a.job_order_id', 'i.lot_id', 'i.sublot_id', 'i.quantity', 'i.unit');
  const made: MadeRow[] = await knex('production_quantity').where({ order_id: orderId }).orderBy('id').select('id', 'lot_id', 'kind', 'quantity', 'unit');

  const material = (row: { id: string; lot_id: string; quantity: string; unit: string }, rest: Pick<PerformanceMaterial, 'materialId' | 'sublotId' | 'use' | 'properties'>): PerformanceMaterial => ({
    id: row.id, lotId: row.lot_id, quantity: Quantity.of(row.quantity, row.unit).amount, unitOfMeasure: spelled.get(row.unit) ?? row.unit, ...rest,
  });
  const weighings = jobs.map((job) => ({
    id: job.id, processSegmentId: job.operation, startedAt: job.started_at, endedAt: job.ended_at, equipmentId: job.work_center_id, state: jobState[job.status],
    materials: consumed.filter((row) => row.job_order_id === job.id).map((row) => material(row, {
      materialId: job.material_id, sublotId: row.sublot_id, use: 'Consumed',
      properties: {
        Indice: requirements.find((one) => one.id === job.material_requirement_id)?.line_index ?? String(job.sequence),
        CompleteFlag: job.status === 'Done' ? '1' : '0',
      },
    })),
  }));
  const production = {
    id: `${orderId}-production`, processSegmentId: 'Production', startedAt: order.started_at, endedAt: order.completed_at, equipmentId: null, state: orderState(order),
    materials: made.map((row) => material(row, { materialId: order.material_id, sublotId: null, use: 'Produced', properties: { QuantityKind: row.kind } })),
  };
  const performance: Performance = {
    id: `${orderId}-${order.version}`, publishedAt: now, orderId: order.external_id ?? order.id, startedAt: order.started_at, endedAt: order.completed_at, state: orderState(order),
    segments: [...weighings, production],
  };
  return writePerformance(performance);
}

const jobState: Readonly<Record<JobOrderRow['status'], Performance['state']>> = {
  Waiting: 'Waiting', Ready: 'Ready', InProgress: 'Running', Paused: 'Paused', Done: 'Completed', Skipped: 'Closed', Cancelled: 'Aborted',
};

/** An order that made only scrap was aborted, whatever its own status says. */
function orderState(order: OrderRow): Performance['state'] {
  switch (order.status) {
    case 'Draft':
    case 'Planned':
      return 'Waiting';
    case 'Released':
      return 'Ready';
    case 'InProgress':
      return 'Running';
    case 'Paused':
      return 'Paused';
    case 'Completed':
      return order.good_quantity === '0' ? 'Aborted' : 'Completed';
    case 'Closed':
      return 'Closed';
    case 'Cancelled':
      return 'Aborted';
  }
}
