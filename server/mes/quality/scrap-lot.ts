import type { Tx } from '../../database/index.ts';
import { quantityOn } from '../lots/lot.ts';
import type { LotRow, SublotRow } from '../lots/lot.ts';
import { recordActivity } from '../lots/record-activity.ts';
import { callOffProcess } from '../orders/call-off-process.ts';
import { scrapOrder } from '../orders/scrap-order.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { Refusal } from '../refusal.ts';
import { detailsOf, lockHold, lotOf } from './hold.ts';
import type { HoldRow } from './hold.ts';
import { endHold } from './release-hold.ts';

interface ProducingOrder {
  readonly id: string;
  readonly status: string;
  readonly process_instance_key: string | null;
}

/**
 * Ends a hold by rejecting its lot: what is left of it is booked as scrap. All other holds of the lot end with it.
 * @throws Refusal nothing-to-scrap when the hold is on something that is not a lot
 */
export async function scrapLot(tx: Tx, { holdId }: { holdId: string }): Promise<{ holdId: string; lotId: string }> {
  const hold = await lockHold(tx.knex, holdId);
  const lotId = await lotOf(tx.knex, hold);
  if (lotId === null) throw nothingToScrap(hold);
  if (hold.released_at !== null && hold.disposition === 'Scrap') return { holdId, lotId };
  const lot = (await tx.knex<LotRow>('material_lot').where({ id: lotId }).forUpdate().first())!;
  await takeAway(tx, lot, holdId);
  await tx.knex<LotRow>('material_lot').where({ id: lotId }).update({ status: 'Rejected', quantity: '0', version: lot.version + 1 });
  const decided = detailsOf(hold);
  for (const open of await tx.knex<HoldRow>('hold').where({ target_type: 'lot', target_id: lotId }).whereNull('released_at')) {
    await endHold(tx, { ...open, details: open.details ?? JSON.stringify(decided) }, 'Scrap');
    if (open.id !== holdId) await callOffOwnProcess(tx, open);
  }
  if (hold.target_type !== 'lot') await endHold(tx, hold, 'Scrap');
  await endOrder(tx, hold, lotId);
  tx.audit('lot.scrapped', { type: 'lot', id: lotId }, { holdId });
  return { holdId, lotId };
}

export function nothingToScrap(hold: Pick<HoldRow, 'target_type' | 'target_id'>): Refusal {
  return new Refusal({
    code: 'nothing-to-scrap', status: 409, title: 'Nothing to scrap', field: 'decision', params: { targetType: hold.target_type, targetId: hold.target_id },
    detail: `The hold is on ${hold.target_type} ${hold.target_id}, which is not a lot.`, nextStep: 'Release the hold, or hold the lot.',
  });
}

/** A hold that a person placed has a process of its own, which has nothing to decide any more. */
async function callOffOwnProcess(tx: Tx, { process_instance_key: key }: HoldRow): Promise<void> {
  const instance = key === null ? undefined : ((await tx.knex('process_instance').where({ key, root_key: key, state: 'active' }).first('key')) as { key: string } | undefined);
  if (instance !== undefined) await callOffProcess(tx, instance.key);
}

async function takeAway(tx: Tx, lot: LotRow, holdId: string): Promise<void> {
  if (lot.unit === null) return;
  const left = quantityOn(lot, lot.unit);
  await tx.knex<SublotRow>('material_sublot').where({ lot_id: lot.id }).update({ status: 'Rejected', quantity: '0' });
  if (left.isPositive()) await recordActivity(tx, { type: 'scrap', orderId: lot.order_id, inputs: [{ lotId: lot.id, quantity: left }], outputs: [], dedupeKey: `scrap:hold:${holdId}` });
}

/**
 * The order that makes the lot ends with it. Where its own process asked for the decision, that process goes on to scrap
 * it and to report it; for a hold that a person placed the process is called off here, and the ERP is told.
 */
async function endOrder(tx: Tx, hold: HoldRow, lotId: string): Promise<void> {
  const order = (await tx.knex('operations_request').where({ lot_id: lotId }).whereIn('status', ['InProgress', 'Paused']).first('id', 'status', 'process_instance_key')) as ProducingOrder | undefined;
  if (order === undefined || hold.dedupe_key?.startsWith('manual:') !== true) return;
  await scrapOrder(tx, { orderId: order.id });
  if (order.process_instance_key !== null) await callOffProcess(tx, order.process_instance_key);
  await enqueue(tx, { kind: 'erp', dedupeKey: `erp:performance:${order.id}:scrapped`, payload: { orderId: order.id } });
}
