import type { Tx } from '../../database/index.ts';
import { requirePolicy } from '../policy.ts';
import { Quantity } from '../quantity.ts';
import { notFound, Refusal } from '../refusal.ts';
import { quantityOn } from './lot.ts';
import type { LotRow, SublotRow } from './lot.ts';
import { recordActivity } from './record-activity.ts';
import type { LotPatch } from './schema.ts';

/**
 * Completes or corrects a lot. A counted quantity is booked as an adjustment with its reason. What a planner states about
 * a lot that a message only named makes it complete.
 * @throws Refusal unknown-lot, reason-missing, lot-made-here, sublots-exceed-lot
 */
export async function updateLot(tx: Tx, id: string, patch: LotPatch): Promise<string> {
  requirePolicy(tx, 'stock.correct');
  const lot = await tx.knex<LotRow>('material_lot').where({ id }).forUpdate().first();
  if (lot === undefined) throw notFound('lot', id);
  const change: Partial<LotRow> = {
    ...(patch.expiresAt === undefined ? {} : { expires_at: patch.expiresAt }), ...(patch.locationId === undefined ? {} : { location_id: patch.locationId }),
    ...(patch.supplierLot === undefined ? {} : { supplier_lot: patch.supplierLot }),
  };
  if (patch.quantity !== undefined) Object.assign(change, await adjust(tx, lot, Quantity.of(patch.quantity, patch.unit ?? lot.unit ?? ''), patch.reason));
  if (patch.quantity !== undefined || patch.expiresAt !== undefined) change.incomplete = 0;
  await tx.knex<LotRow>('material_lot').where({ id }).update({ ...change, version: lot.version + 1 });
  tx.audit('lot.updated', { type: 'lot', id }, { before: lot, change, reason: patch.reason ?? null });
  for (const topic of ['lots', `lot:${id}`]) tx.live(topic, { lotId: id });
  return id;
}

/** Books the difference between the counted and the booked quantity; a count never goes below what its sub-lots hold. */
async function adjust(tx: Tx, lot: LotRow, counted: Quantity, reason: string | undefined): Promise<Pick<LotRow, 'quantity' | 'unit' | 'status'>> {
  if (lot.order_id !== null)
    throw new Refusal({ code: 'lot-made-here', status: 409, title: 'Made here', detail: `Lot ${lot.id} is made by order ${lot.order_id}; its quantity follows from the order.`, field: 'quantity', params: { lotId: lot.id, orderId: lot.order_id } });
  const booked = quantityOn(lot, counted.unit);
  const difference = counted.convertTo(booked.unit).subtract(booked);
  const inSublots = Quantity.sum((await tx.knex<SublotRow>('material_sublot').where({ lot_id: lot.id })).map((row) => quantityOn(row, booked.unit)), booked.unit);
  if (counted.compare(inSublots) < 0)
    throw new Refusal({ code: 'sublots-exceed-lot', status: 409, title: 'Less than its containers hold', detail: `The containers of lot ${lot.id} hold ${inSublots.toString()}, more than ${counted.toString()}.`, field: 'quantity', params: { lotId: lot.id, inSublots: inSublots.amount, unit: inSublots.unit } });
  if (!difference.isZero() && lot.incomplete === 0 && (reason === undefined || reason === ''))
    throw new Refusal({ code: 'reason-missing', status: 422, title: 'Reason missing', detail: 'A change of the quantity needs a reason.', field: 'reason', nextStep: 'Say why the quantity is another.' });
  const end = { lotId: lot.id, quantity: difference.isPositive() ? difference : Quantity.zero(booked.unit).subtract(difference) };
  if (!difference.isZero())
    await recordActivity(tx, { type: 'adjust', inputs: difference.isPositive() ? [] : [end], outputs: difference.isPositive() ? [end] : [], details: { reason: reason ?? null } });
  const total = booked.add(difference);
  const status = lot.status === 'Available' && total.isZero() ? 'Consumed' : lot.status === 'Consumed' && total.isPositive() ? 'Available' : lot.status;
  return { quantity: total.amount, unit: total.unit, status };
}
