import type { Tx } from '../../database/index.ts';
import { activeHoldsOn } from '../lots/holds.ts';
import type { LotRow } from '../lots/lot.ts';
import { detailsOf, lockHold } from './hold.ts';
import type { HoldRow } from './hold.ts';
import { tellHold } from './place-hold.ts';

/** Releases a hold; the lot is what it was again once its last hold is released. A released one stays so. */
export async function releaseHold(tx: Tx, { holdId }: { holdId: string }): Promise<{ holdId: string; disposition: 'Release' | 'Scrap' }> {
  const hold = await lockHold(tx.knex, holdId);
  if (hold.released_at !== null) return { holdId, disposition: hold.disposition ?? 'Release' };
  await endHold(tx, hold, 'Release');
  if (hold.target_type === 'lot') await giveBack(tx, hold.target_id);
  return { holdId, disposition: 'Release' };
}

export async function endHold(tx: Tx, hold: HoldRow, disposition: 'Release' | 'Scrap'): Promise<void> {
  const by = detailsOf(hold).decidedBy ?? tx.actor.personId;
  await tx.knex('hold').where({ id: hold.id }).update({ released_by: by, released_at: tx.now(), disposition });
  tx.audit('hold.released', { type: hold.target_type, id: hold.target_id }, { holdId: hold.id, disposition, by });
  tellHold(tx, hold, 'released');
}

async function giveBack(tx: Tx, lotId: string): Promise<void> {
  const lot = await tx.knex<LotRow>('material_lot').where({ id: lotId }).forUpdate().first();
  if (lot?.status !== 'OnHold' || (await activeHoldsOn(tx.knex, { lot: [lotId] })).length > 0) return;
  const holds = await tx.knex<HoldRow>('hold').where({ target_type: 'lot', target_id: lotId }).orderBy('placed_at', 'desc');
  const before = holds.map((hold) => detailsOf(hold).previousStatus).find((status) => status !== undefined);
  const order = lot.order_id === null ? undefined : ((await tx.knex('operations_request').where({ id: lot.order_id }).first('status')) as { status: string } | undefined);
  // A produced lot whose order was completed under the hold is not in process any more.
  const status = before === 'InProcess' && order?.status === 'Completed' ? 'Available' : (before ?? 'Available');
  await tx.knex<LotRow>('material_lot').where({ id: lotId }).update({ status, version: lot.version + 1 });
}
