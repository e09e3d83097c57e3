import type { Tx } from '../../database/index.ts';
import { getMaterial } from '../materials/material.ts';
import { requirePolicy } from '../policy.ts';
import { Quantity } from '../quantity.ts';
import { Refusal } from '../refusal.ts';
import type { LotRow } from './lot.ts';
import { recordActivity } from './record-activity.ts';
import type { ReceiveLot } from './schema.ts';

/**
 * Receives stock: a new lot, or more of one that is there. The quantity is kept in the material's base unit.
 * @throws Refusal unknown-material, wrong-material, quantity-not-positive, lot-not-available, units-differ
 */
export async function receiveLot(tx: Tx, { id, materialId, quantity, unit, expiresAt, locationId, supplierLot }: ReceiveLot): Promise<string> {
  requirePolicy(tx, 'stock.receive');
  const material = await getMaterial(tx.knex, materialId);
  const given = Quantity.of(quantity, unit);
  if (!given.isPositive())
    throw new Refusal({ code: 'quantity-not-positive', status: 422, title: 'Nothing received', detail: `${given.toString()} is not more than zero.`, field: 'quantity', params: { quantity: given.amount } });
  const received = material.baseUnit === null ? given : given.convertTo(material.baseUnit);
  const before = await tx.knex<LotRow>('material_lot').where({ id }).forUpdate().first();
  const described = {
    ...(expiresAt === undefined ? {} : { expires_at: expiresAt }), ...(locationId === undefined ? {} : { location_id: locationId }),
    ...(supplierLot === undefined ? {} : { supplier_lot: supplierLot }), incomplete: 0,
  };
  if (before === undefined) {
    const row: LotRow = {
      id, material_id: materialId, status: 'Available', quantity: received.amount, unit: received.unit, expires_at: null, location_id: null, order_id: null,
      process_instance_key: null, supplier_lot: null, created_at: tx.now(), version: 1, ...described,
    };
    await tx.knex('material_lot').insert(row);
  } else {
    if (before.material_id !== materialId)
      throw new Refusal({ code: 'wrong-material', status: 409, title: 'Lot of another material', detail: `Lot ${id} is ${before.material_id}, not ${materialId}.`, field: 'materialId', params: { lotId: id, materialId: before.material_id, wanted: materialId } });
    if (before.order_id !== null || !['Available', 'Consumed', 'OnHold'].includes(before.status))
      throw new Refusal({ code: 'lot-not-available', status: 409, title: 'Lot not open for receipts', detail: `Lot ${id} is ${before.status}${before.order_id === null ? '' : ' and was made here'}; receive the stock as a new lot.`, field: 'id', params: { lotId: id, status: before.status } });
    const total = Quantity.of(before.quantity, before.unit ?? received.unit).add(received);
    await tx.knex<LotRow>('material_lot').where({ id }).update({ quantity: total.amount, unit: total.unit, version: before.version + 1, ...described, ...(before.status === 'Consumed' ? { status: 'Available' as const } : {}) });
  }
  await recordActivity(tx, { type: 'receive', inputs: [], outputs: [{ lotId: id, quantity: received }] });
  tx.audit('lot.received', { type: 'lot', id }, { materialId, quantity: received.amount, unit: received.unit });
  tx.live('lots', { lotId: id, materialId });
  return id;
}
