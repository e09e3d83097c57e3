import type { Tx } from '../../database/index.ts';
import { findMaterials } from '../materials/material.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { requirePolicy } from '../policy.ts';
import { Quantity } from '../quantity.ts';
import { Refusal } from '../refusal.ts';
import { changeOrder, recordEvent, requireStatus } from './change-order.ts';
import { lockOrder } from './order.ts';
import type { JobOrderRow, MaterialRequirementRow, OrderRow } from './order.ts';
import { readinessOf } from './readiness.ts';
import { findRoute } from './route.ts';
import type { Readiness } from './schema.ts';

/** How far a weighing may be off where the material says nothing else, in percent of the target. */
const defaultTolerancePercent = '1.0';

export interface ReleaseInput {
  readonly orderId: string;
  /** Release although stock is missing now; needs a reason. Incomplete master data and holds cannot be overridden. */
  readonly acceptShortages?: boolean;
  readonly reason?: string | undefined;
}

/**
 * Releases an order to the floor: freezes its bill of material, route and documents, makes a job order of each component
 * to weigh, and has the order's process started.
 * @throws Refusal order-status, not-ready, reason-missing
 */
export async function releaseOrder(tx: Tx, { orderId, acceptShortages = false, reason }: ReleaseInput): Promise<OrderRow> {
  requirePolicy(tx, 'orders.plan');
  const order = await lockOrder(tx.knex, orderId);
  requireStatus(order, ['Draft', 'Planned'], 'released');
  const readiness = (await readinessOf(tx.knex, [order], tx.now())).get(orderId)!;
  refuseUnready(order, readiness, acceptShortages, reason);

  const route = await findRoute(tx.knex, order.material_id);
  const components = await tx.knex<MaterialRequirementRow>('material_requirement').where({ order_id: orderId, material_use: 'Consumed' }).orderBy('sequence');
  if (components.length === 0)
    throw new Refusal({ code: 'nothing-to-weigh', status: 409, title: 'Nothing to do', detail: `Order ${orderId} names no component to weigh.`, params: { orderId } });
  const jobs = await jobOrdersOf(tx, order, components);
  await tx.knex.batchInsert('job_order', jobs, 25);

  const commandId = tx.newId();
  const frozen = {
    bom: components.map((row, index) => ({ materialId: row.material_id, quantity: row.quantity, unit: row.unit, workCenterId: row.location_id, lineIndex: row.line_index, toleranceLower: jobs[index]!.tolerance_lower, toleranceUpper: jobs[index]!.tolerance_upper })),
    route,
    documents: [],
    ...(readiness.shortages.length > 0 ? { acceptedShortages: { shortages: readiness.shortages, reason } } : {}),
  };
  await enqueue(tx, {
    kind: 'engine', dedupeKey: `create-instance:${commandId}`,
    payload: { op: 'create-instance', bpmnProcessId: route.processId, ...(route.processVersion === null ? {} : { version: route.processVersion }), variables: { orderId, commandId } },
  });
  await recordEvent(tx, 'order.released', { orderId }, { routeVersion: route.version, ...(readiness.shortages.length > 0 ? { shortages: readiness.shortages.length, reason } : {}) });
  tx.audit('order.released', { type: 'order', id: orderId }, { frozen, commandId });
  return await changeOrder(tx, order, { status: 'Released', released_at: tx.now(), command_id: commandId, route_version: route.version, frozen: JSON.stringify(frozen) });
}

function refuseUnready(order: OrderRow, { incomplete, shortages, holds }: Readiness, acceptShortages: boolean, reason: string | undefined): void {
  const blocking = incomplete.filter((one) => one.blocks);
  const problems = [
    ...blocking.map((one) => `${one.type} ${one.id} is incomplete (${one.missing.join(', ')})`),
    ...holds.map((hold) => `${hold.targetType} ${hold.targetId} is on hold: ${hold.reason}`),
    ...(acceptShortages ? [] : shortages.map((one) => `${one.missing} ${one.unit} of ${one.materialId} are missing`)),
  ];
  if (problems.length > 0)
    throw new Refusal({
      code: 'not-ready', status: 409, title: 'Not ready for release', detail: `Order ${order.id} cannot be released: ${problems.join('; ')}.`,
      nextStep: blocking.length > 0 ? 'Complete the master data.' : holds.length > 0 ? 'Have the holds released.' : 'Receive the stock, or release with the shortages accepted and a reason.',
      params: { orderId: order.id, incomplete: blocking, shortages, holds },
    });
  if (shortages.length > 0 && (reason === undefined || reason === ''))
    throw new Refusal({ code: 'reason-missing', status: 422, title: 'Reason missing', detail: 'A release with shortages needs a reason.', field: 'reason', nextStep: 'Say why the order is released before its stock is there.' });
}

async function jobOrdersOf(tx: Tx, order: OrderRow, components: readonly MaterialRequirementRow[]): Promise<JobOrderRow[]> {
  const materials = await findMaterials(tx.knex, components.map((row) => row.material_id));
  return components.map((row, index) => {
    const target = Quantity.of(row.quantity, row.unit!);
    const percent = materials.get(row.material_id)?.tolerancePercent ?? defaultTolerancePercent;
    return {
      id: `${order.id}-${index + 1}`, order_id: order.id, lot_id: null, segment_requirement_id: row.segment_id, material_requirement_id: row.id,
      material_id: row.material_id, operation: 'Weighing', sequence: index + 1, work_center_id: row.location_id!, work_unit_id: null, status: 'Waiting',
      target_quantity: target.amount, unit: target.unit, tolerance_lower: target.plusPercent(`-${percent}`).amount, tolerance_upper: target.plusPercent(percent).amount,
      actual_quantity: null, element_instance_key: null, process_instance_key: null, started_at: null, ended_at: null, version: 1,
    };
  });
}
