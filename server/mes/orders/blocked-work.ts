import type { Knex } from 'knex';
import { activeHoldsOn } from '../lots/holds.ts';
import { Refusal } from '../refusal.ts';
import type { JobOrderRow, OrderRow } from './order.ts';

export interface Block {
  readonly code: string;
  readonly detail: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Why nobody may work on the operation now; none when it is free. Shown in the worklist before anybody claims it. */
export async function blocksOf(knex: Knex, order: OrderRow, job: JobOrderRow): Promise<Block[]> {
  const blocks: Block[] = [];
  if (order.status === 'Paused')
    blocks.push({ code: 'order-paused', detail: `Order ${order.id} is paused.`, params: { orderId: order.id } });
  else if (order.status !== 'InProgress' && order.status !== 'Released')
    blocks.push({ code: 'order-not-released', detail: `Order ${order.id} is ${order.status}.`, params: { orderId: order.id, status: order.status } });
  const lotId = job.lot_id ?? order.lot_id;
  const holds = await activeHoldsOn(knex, {
    order: [order.id],
    ...(lotId === null ? {} : { lot: [lotId] }),
    equipment: [job.work_center_id, ...(job.work_unit_id === null ? [] : [job.work_unit_id])],
    definition: [order.material_id],
  });
  for (const hold of holds)
    blocks.push({
      code: hold.targetType === 'lot' ? 'produced-lot-on-hold' : `${hold.targetType}-on-hold`,
      detail: `${words[hold.targetType] ?? hold.targetType} ${hold.targetId} is on hold: ${hold.reason}`,
      params: { holdId: hold.id, targetType: hold.targetType, targetId: hold.targetId, reasonCode: hold.reasonCode, reason: hold.reason },
    });
  return blocks;
}

/** The blocks of the operation, by its id; none for one that is unknown. */
export async function blocksOfJobOrder(knex: Knex, jobOrderId: string): Promise<Block[]> {
  const job = await knex<JobOrderRow>('job_order').where({ id: jobOrderId }).first();
  const order = job && (await knex<OrderRow>('operations_request').where({ id: job.order_id }).first());
  return job && order ? await blocksOf(knex, order, job) : [];
}

/** @throws Refusal with the first of `blocksOf` */
export async function refuseBlockedWork(knex: Knex, order: OrderRow, job: JobOrderRow): Promise<void> {
  const [first] = await blocksOf(knex, order, job);
  if (first === undefined) return;
  throw new Refusal({ ...first, status: 409, title: 'Work is blocked', nextStep: 'Wait until it is released, or ask your supervisor.' });
}

const words: Readonly<Record<string, string>> = { lot: 'Lot', order: 'Order', equipment: 'Equipment', definition: 'Material' };
