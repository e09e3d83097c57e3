import type { Knex } from 'knex';
import type { Tx } from '../../database/index.ts';
import { Refusal } from '../refusal.ts';
import { activeHoldsOn } from './holds.ts';
import { isExpired } from './lot.ts';
import type { LotRow, SublotRow } from './lot.ts';

/** The lot of what was scanned, locked: containers often carry the sub-lot's code alone. @throws Refusal unknown-lot */
export async function findScannedLot(knex: Knex.Transaction, lotId: string, sublotId: string | null): Promise<{ lot: LotRow; sublotId: string | null }> {
  const lot = await knex<LotRow>('material_lot').where({ id: lotId }).forUpdate().first();
  if (lot !== undefined) return { lot, sublotId };
  const sublot = sublotId === null ? await knex<SublotRow>('material_sublot').where({ id: lotId }).first() : undefined;
  if (sublot !== undefined) return await findScannedLot(knex, sublot.lot_id, sublot.id);
  throw new Refusal({
    code: 'unknown-lot', status: 422, title: 'Unknown lot', detail: `There is no lot "${lotId}".`, field: 'lotId',
    nextStep: 'Scan the label again, or type the lot number as printed.', params: { lotId },
  });
}

/** @throws Refusal wrong-material, lot-on-hold, lot-expired, lot-incomplete or lot-not-available */
export async function refuseUnusableLot(tx: Tx, lot: LotRow, materialId: string): Promise<void> {
  const refuse = (code: string, title: string, detail: string, nextStep: string, params: Record<string, unknown> = {}) =>
    new Refusal({ code, status: 409, title, detail, field: 'lotId', nextStep, params: { lotId: lot.id, materialId: lot.material_id, ...params } });
  if (lot.material_id !== materialId)
    throw refuse('wrong-material', 'Wrong lot', `Lot ${lot.id} is ${lot.material_id}; ${materialId} is needed here.`, `Take a lot of ${materialId}.`, { wanted: materialId });
  const [hold] = await activeHoldsOn(tx.knex, {
    lot: [lot.id], definition: [lot.material_id], ...(lot.supplier_lot === null ? {} : { 'supplier-lot': [lot.supplier_lot] }),
  });
  if (hold !== undefined || lot.status === 'OnHold') {
    const reason = hold?.reason ?? 'its status says so';
    throw refuse('lot-on-hold', 'Lot on hold', `Lot ${lot.id} is on hold: ${reason}.`, 'Take another lot; quality decides about this one.', { reason, holdId: hold?.id ?? null });
  }
  if (isExpired(lot, tx.now()))
    throw refuse('lot-expired', 'Lot expired', `Lot ${lot.id} expired on ${lot.expires_at!.slice(0, 10)}.`, 'Take a lot that has not expired.', { expiresAt: lot.expires_at });
  if (lot.incomplete === 1)
    throw refuse('lot-incomplete', 'Lot not described', `Lot ${lot.id} was only named by a message; nobody has confirmed it yet.`, 'Ask the planner to complete the lot.');
  if (lot.status !== 'Available')
    throw refuse('lot-not-available', 'Lot not available', `Lot ${lot.id} is ${lot.status}.`, 'Take another lot.', { status: lot.status });
}
