import type { Knex } from 'knex';
import { whereContains } from '../../database/index.ts';
import { activeHoldsOn } from '../lots/holds.ts';
import { findMaterials } from '../materials/material.ts';
import type { JobOrderRow, MaterialRequirementRow, OrderRow, OrderStatus, SegmentRow } from './order.ts';
import { getOrderRow } from './order.ts';
import { readinessOf } from './readiness.ts';
import type { OrderItem, Readiness } from './schema.ts';

const pageSize = 100;
const doneStatuses: readonly OrderStatus[] = ['Completed', 'Closed', 'Cancelled'];

export interface OrderFilter {
  readonly status?: readonly OrderStatus[] | undefined;
  readonly q?: string | undefined;
  /** The id of the last order of the page before. */
  readonly cursor?: string | undefined;
}

/** Orders as the board shows them, the newest first. `now` decides what is late. @throws Refusal unknown-order for a cursor that is none */
export async function listOrders(knex: Knex, { status, q, cursor }: OrderFilter, now: string): Promise<{ items: OrderItem[]; nextCursor?: string }> {
  const query = knex<OrderRow>('operations_request').orderBy([{ column: 'created_at', order: 'desc' }, { column: 'id', order: 'desc' }]).limit(pageSize + 1);
  if (status !== undefined) void query.whereIn('status', [...status]);
  if (q !== undefined && q !== '') whereContains(query, ['id', 'material_id'], q);
  const after = cursor === undefined ? undefined : await getOrderRow(knex, cursor);
  if (after !== undefined)
    void query.where((either) =>
      void either.where('created_at', '<', after.created_at).orWhere((same) => void same.where('created_at', after.created_at).where('id', '<', after.id)),
    );
  const rows = await query;
  const page = rows.slice(0, pageSize);
  const items = await presentOrders(knex, page, now);
  return { items, ...(rows.length > pageSize ? { nextCursor: page.at(-1)!.id } : {}) };
}

export async function presentOrders(knex: Knex, orders: readonly OrderRow[], now: string): Promise<OrderItem[]> {
  const ids = orders.map((order) => order.id);
  const materials = await findMaterials(knex, orders.map((order) => order.material_id));
  const jobs = await knex<JobOrderRow>('job_order').whereIn('order_id', ids).select('order_id', 'status');
  const readiness = await readinessOf(knex, orders, now);
  const holds = await activeHoldsOn(knex, { order: ids, lot: orders.map((order) => order.lot_id).filter((id) => id !== null) });
  return orders.map((order) => {
    const own = jobs.filter((job) => job.order_id === order.id);
    const { incomplete, shortages } = readiness.get(order.id)!;
    const holdCount = holds.filter((hold) => hold.targetId === (hold.targetType === 'lot' ? order.lot_id : order.id)).length;
    const late = isLate(order, now);
    return {
      id: order.id, materialId: order.material_id, materialName: materials.get(order.material_id)?.description ?? { en: order.material_id },
      quantity: order.quantity, unit: order.unit, status: order.status, dueDate: order.due_date, originalDueDate: order.original_due_date,
      priority: order.priority, lotId: order.lot_id, processInstanceKey: order.process_instance_key,
      progress: { done: own.filter((job) => job.status === 'Done' || job.status === 'Skipped').length, total: own.length },
      late, ...(late ? { lateReason: lateReason(order, { incomplete, shortages }, holdCount) } : {}),
      incomplete: incomplete.length > 0, shortages: shortages.length, holdCount, source: order.source,
      createdAt: order.created_at, releasedAt: order.released_at, completedAt: order.completed_at, version: order.version,
    };
  });
}

/** Late against the original commitment, which no later change of the due date takes back. */
function isLate(order: OrderRow, now: string): boolean {
  const committed = order.original_due_date ?? order.due_date;
  return committed !== null && order.status !== 'Cancelled' && (doneStatuses.includes(order.status) ? order.completed_at! : now) > committed;
}

/** The code of what keeps a late order from being done. */
function lateReason(order: OrderRow, { incomplete, shortages }: Pick<Readiness, 'incomplete' | 'shortages'>, holdCount: number): string {
  if (doneStatuses.includes(order.status)) return 'completed-late';
  if (holdCount > 0) return 'on-hold';
  if (order.status === 'Paused') return 'paused';
  if (incomplete.some((one) => one.blocks)) return 'incomplete';
  if (shortages.length > 0) return 'shortage';
  return order.released_at === null ? 'not-released' : 'in-work';
}

interface EventRow {
  kind: string;
  at: string;
  person_id: string;
  details: string;
}

/** An order with its requirements, operations, readiness, what was frozen at release, and its history. @throws Refusal unknown-order */
export async function getOrder(knex: Knex, id: string, now: string) {
  const order = await getOrderRow(knex, id);
  const [item] = await presentOrders(knex, [order], now);
  const segments = new Map((await knex<SegmentRow>('segment_requirement').where({ order_id: id })).map((row) => [row.id, row]));
  const requirements = await knex<MaterialRequirementRow>('material_requirement').where({ order_id: id }).orderBy('sequence');
  const jobs = await knex<JobOrderRow>('job_order').where({ order_id: id }).orderBy('sequence');
  const events = await knex<EventRow & { order_id: string; id: string }>('production_event').where({ order_id: id }).orderBy(['at', 'id']);
  return {
    ...item!,
    requirements: requirements.map((row) => ({
      id: row.id, segmentId: row.segment_id, processSegmentId: segments.get(row.segment_id)?.process_segment_id ?? null, materialId: row.material_id,
      lotId: row.lot_id, sublotId: row.sublot_id, materialUse: row.material_use, quantity: row.quantity, unit: row.unit, locationId: row.location_id, lineIndex: row.line_index,
    })),
    jobOrders: jobs.map(presentJobOrder),
    readiness: (await readinessOf(knex, [order], now)).get(id)!,
    frozen: order.frozen === null ? null : (JSON.parse(order.frozen) as unknown),
    goodQuantity: order.good_quantity,
    scrapQuantity: order.scrap_quantity,
    history: events.map((event) => ({ at: event.at, code: event.kind, params: JSON.parse(event.details) as Record<string, unknown>, personId: event.person_id })),
  };
}

export function presentJobOrder(job: JobOrderRow) {
  return {
    id: job.id, operation: job.operation, sequence: job.sequence, workCenterId: job.work_center_id, materialId: job.material_id, status: job.status,
    target: job.target_quantity, unit: job.unit, toleranceLower: job.tolerance_lower, toleranceUpper: job.tolerance_upper, actual: job.actual_quantity,
    lotId: job.lot_id, processInstanceKey: job.process_instance_key, startedAt: job.started_at, endedAt: job.ended_at,
  };
}
