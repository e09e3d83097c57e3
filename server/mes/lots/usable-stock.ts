import type { Knex } from 'knex';
import { Quantity } from '../quantity.ts';
import { activeHoldsOn } from './holds.ts';
import { isExpired, quantityOn } from './lot.ts';
import type { LotRow, SublotRow } from './lot.ts';

/** What could be weighed now, by material: lots that are available, described, not expired and not held, less their blocked sub-lots. */
export async function usableStock(knex: Knex, materialIds: readonly string[], now: string): Promise<Map<string, Quantity[]>> {
  const lots = (await knex<LotRow>('material_lot').whereIn('material_id', [...new Set(materialIds)]).where({ status: 'Available', incomplete: 0 })).filter((lot) => !isExpired(lot, now));
  const holds = await activeHoldsOn(knex, { lot: lots.map((lot) => lot.id), 'supplier-lot': lots.map((lot) => lot.supplier_lot).filter((id) => id !== null) });
  const held = new Set(holds.map((hold) => `${hold.targetType}:${hold.targetId}`));
  const blocked = await knex<SublotRow>('material_sublot').whereIn('lot_id', lots.map((lot) => lot.id)).whereNot({ status: 'Available' });
  const stock = new Map<string, Quantity[]>();
  for (const lot of lots) {
    if (lot.unit === null || held.has(`lot:${lot.id}`) || (lot.supplier_lot !== null && held.has(`supplier-lot:${lot.supplier_lot}`))) continue;
    const unusable = blocked.filter((sublot) => sublot.lot_id === lot.id).map((sublot) => quantityOn(sublot, lot.unit!));
    const free = quantityOn(lot, lot.unit).subtract(Quantity.sum(unusable, lot.unit));
    stock.set(lot.material_id, [...(stock.get(lot.material_id) ?? []), free]);
  }
  return stock;
}
