import type { Tx } from '../../database/index.ts';
import { Quantity } from '../quantity.ts';
import { Refusal } from '../refusal.ts';
import { findScannedLot, refuseUnusableLot } from './usable-lot.ts';
import { quantityOn } from './lot.ts';
import type { LotRow, SublotRow } from './lot.ts';
import type { ActivityEnd } from './record-activity.ts';

export interface DrawInput {
  /** What was scanned: the id of a lot, or of one of its sub-lots. */
  readonly lotId: string;
  readonly sublotId: string | null;
  readonly materialId: string;
  readonly quantity: Quantity;
}

/**
 * Takes an exact amount from a lot that may be used, and from the named sub-lot if one is given. Otherwise what is loose
 * goes first, then the lot's available sub-lots in the order of their ids. Lot and sub-lots are locked until the commit,
 * so two takers of the last stock cannot both get it.
 * @throws Refusal unknown-lot, wrong-material, lot-on-hold, lot-expired, lot-not-available, insufficient-quantity …
 */
export async function drawStock(tx: Tx, { lotId, sublotId, materialId, quantity }: DrawInput): Promise<{ lotId: string; inputs: ActivityEnd[] }> {
  if (!quantity.isPositive())
    throw new Refusal({ code: 'quantity-not-positive', status: 422, title: 'Nothing weighed', detail: 'The quantity must be more than zero.', field: 'quantity', params: { quantity: quantity.amount } });
  const scanned = await findScannedLot(tx.knex, lotId, sublotId);
  const { lot } = scanned;
  await refuseUnusableLot(tx, lot, materialId);
  const sublots = await tx.knex<SublotRow>('material_sublot').where({ lot_id: lot.id }).orderBy('id').forUpdate();
  const inputs = scanned.sublotId === null ? fromAnywhere(lot, sublots, quantity) : fromSublot(lot, sublots, scanned.sublotId, quantity);

  for (const { sublotId: id, quantity: taken } of inputs) {
    const sublot = sublots.find((one) => one.id === id);
    if (sublot === undefined) continue;
    const left = quantityOn(sublot, taken.unit).subtract(taken);
    await tx.knex<SublotRow>('material_sublot').where({ id: sublot.id }).update({ quantity: left.amount, unit: left.unit, ...(left.isZero() ? { status: 'Consumed' as const } : {}) });
  }
  const left = quantityOn(lot, quantity.unit).subtract(quantity);
  await tx.knex<LotRow>('material_lot').where({ id: lot.id }).update({ quantity: left.amount, unit: left.unit, version: lot.version + 1, ...(left.isZero() ? { status: 'Consumed' as const } : {}) });
  return { lotId: lot.id, inputs };
}

function fromSublot(lot: LotRow, sublots: readonly SublotRow[], sublotId: string, quantity: Quantity): ActivityEnd[] {
  const sublot = sublots.find((one) => one.id === sublotId);
  if (sublot === undefined)
    throw new Refusal({ code: 'unknown-sublot', status: 422, title: 'Unknown sub-lot', detail: `Lot ${lot.id} has no sub-lot "${sublotId}".`, field: 'sublotId', params: { lotId: lot.id, sublotId } });
  if (sublot.status !== 'Available')
    throw new Refusal({
      code: sublot.status === 'OnHold' ? 'lot-on-hold' : 'lot-not-available', status: 409, title: 'Sub-lot not available', field: 'sublotId',
      detail: `Sub-lot ${sublotId} of lot ${lot.id} is ${sublot.status}.`, nextStep: 'Take another container.', params: { lotId: lot.id, sublotId, status: sublot.status, reason: sublot.status },
    });
  const there = quantityOn(sublot, quantity.unit);
  if (quantity.compare(there) > 0) throw insufficient(`${lot.id} / ${sublotId}`, there, quantity, 'sublotId');
  return [{ lotId: lot.id, sublotId, quantity }];
}

function fromAnywhere(lot: LotRow, sublots: readonly SublotRow[], quantity: Quantity): ActivityEnd[] {
  const { unit } = quantity;
  const inSublots = Quantity.sum(sublots.map((sublot) => quantityOn(sublot, unit)), unit);
  const loose = quantityOn(lot, unit).convertTo(unit).subtract(inSublots);
  const places = [
    { sublotId: null, there: loose },
    ...sublots.filter((sublot) => sublot.status === 'Available').map((sublot) => ({ sublotId: sublot.id, there: quantityOn(sublot, unit).convertTo(unit) })),
  ].filter(({ there }) => there.isPositive());
  const inputs: ActivityEnd[] = [];
  let missing = quantity;
  for (const { sublotId, there } of places) {
    if (missing.isZero()) break;
    const taken = missing.compare(there) > 0 ? there : missing;
    inputs.push({ lotId: lot.id, sublotId, quantity: taken });
    missing = missing.subtract(taken);
  }
  if (missing.isPositive()) throw insufficient(lot.id, quantity.subtract(missing), quantity, 'lotId');
  return inputs;
}

function insufficient(what: string, there: Quantity, wanted: Quantity, field: string): Refusal {
  return new Refusal({
    code: 'insufficient-quantity', status: 409, title: 'Not enough stock', field,
    detail: `Lot ${what} has ${there.toString()}, less than the ${wanted.toString()} weighed.`,
    nextStep: 'Weigh from another lot, or have the stock of this one corrected.',
    params: { lotId: what, available: there.amount, wanted: wanted.amount, unit: there.unit },
  });
}
