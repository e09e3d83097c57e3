import type { Tx } from '../../database/index.ts';
import { Quantity } from '../quantity.ts';
import { Refusal } from '../refusal.ts';
import { activeHoldsOn } from './holds.ts';
import { quantityOn } from './lot.ts';
import type { LotRow, SublotRow } from './lot.ts';
import { recordActivity } from './record-activity.ts';

export interface SublotStatement {
  readonly sublotId: string;
  readonly status?: 'Available' | 'OnHold';
  readonly quantity?: Quantity;
  readonly locationId?: string;
}

/** What a message says about a lot; what it does not say stays as it is. */
export interface LotStatement {
  readonly lotId: string;
  readonly materialId: string;
  readonly status?: 'Available' | 'OnHold';
  readonly expiresAt?: string;
  /** All there is of the lot, its sub-lots included. */
  readonly quantity?: Quantity;
  readonly sublots: readonly SublotStatement[];
}

interface Log {
  note(type: 'lot' | 'sublot', id: string, change: 'created' | 'updated' | 'same'): void;
}

/**
 * Brings a lot and its sub-lots in line with what the ERP states. A lot is complete once somebody stated its status or its
 * expiry; one that is only named is incomplete and cannot be used. Differences of quantity are booked as receipts or
 * adjustments, so the ledger still balances.
 * @throws Refusal wrong-material, lot-made-here, sublot-of-another-lot, sublots-exceed-lot, units-differ
 */
export async function takeInLot(tx: Tx, statement: LotStatement, log: Log): Promise<void> {
  const before = await tx.knex<LotRow>('material_lot').where({ id: statement.lotId }).forUpdate().first();
  const lot = before ?? newLot(tx, statement);
  if (lot.material_id !== statement.materialId)
    throw new Refusal({ code: 'wrong-material', status: 409, title: 'Lot of another material', detail: `Lot ${lot.id} is ${lot.material_id}, not ${statement.materialId}.`, params: { lotId: lot.id, materialId: lot.material_id, wanted: statement.materialId } });
  if (lot.order_id !== null)
    throw new Refusal({ code: 'lot-made-here', status: 409, title: 'Made here', detail: `Lot ${lot.id} is made by order ${lot.order_id}; messages cannot change it.`, params: { lotId: lot.id, orderId: lot.order_id } });
  if (before === undefined) await tx.knex('material_lot').insert(lot);

  const inSublots: Quantity[] = [];
  let received: Quantity | undefined;
  for (const sublot of statement.sublots) {
    const { change, difference } = await takeInSublot(tx, lot, sublot);
    log.note('sublot', sublot.sublotId, change);
    if (difference !== undefined) received = received === undefined ? difference : received.add(difference);
  }
  const booked = lot.unit === null ? undefined : Quantity.of(lot.quantity, lot.unit);
  const stated = statement.quantity ?? (received === undefined ? undefined : (booked ?? Quantity.zero(received.unit)).add(received));
  const total = stated === undefined ? booked : booked === undefined ? stated : stated.convertTo(booked.unit);
  if (total !== undefined) {
    const rows = await tx.knex<SublotRow>('material_sublot').where({ lot_id: lot.id });
    inSublots.push(...rows.map((row) => quantityOn(row, total.unit)));
    const sum = Quantity.sum(inSublots, total.unit);
    if (sum.compare(total) > 0)
      throw new Refusal({ code: 'sublots-exceed-lot', status: 409, title: 'Less than its containers hold', detail: `The containers of lot ${lot.id} hold ${sum.toString()}, more than the ${total.toString()} of the lot.`, params: { lotId: lot.id, inSublots: sum.amount, quantity: total.amount, unit: total.unit } });
    await book(tx, lot.id, total.subtract(booked ?? Quantity.zero(total.unit)), before === undefined);
  }
  const after: LotRow = {
    ...lot,
    expires_at: statement.expiresAt ?? lot.expires_at,
    incomplete: statement.status !== undefined || statement.expiresAt !== undefined ? 0 : lot.incomplete,
    ...(total === undefined ? {} : { quantity: total.amount, unit: total.unit }),
  };
  after.status = await statusAfter(tx, after, statement.status);
  const changed = before === undefined || (Object.keys(after) as (keyof LotRow)[]).some((column) => after[column] !== before[column]);
  if (changed) await tx.knex<LotRow>('material_lot').where({ id: lot.id }).update({ ...after, version: lot.version + (before === undefined ? 0 : 1) });
  log.note('lot', lot.id, before === undefined ? 'created' : changed ? 'updated' : 'same');
  if (!changed) return;
  tx.audit(before === undefined ? 'lot.taken-in' : 'lot.updated', { type: 'lot', id: lot.id }, { before, after });
  for (const topic of ['lots', `lot:${lot.id}`]) tx.live(topic, { lotId: lot.id });
}

function newLot(tx: Tx, { lotId, materialId }: LotStatement): LotRow {
  return {
    id: lotId, material_id: materialId, status: 'Available', quantity: '0', unit: null, expires_at: null, location_id: null, order_id: null,
    process_instance_key: null, incomplete: 1, supplier_lot: null, created_at: tx.now(), version: 1,
  };
}

/** The stated status, except that a hold of ours stands, and that what is used up or rejected stays so. */
async function statusAfter(tx: Tx, lot: LotRow, stated: LotStatement['status']): Promise<LotRow['status']> {
  const wanted = stated ?? (lot.status === 'Consumed' && !/^0(\.0*)?$/.test(lot.quantity) ? 'Available' : lot.status);
  if (wanted === lot.status || !['Available', 'OnHold', 'Consumed'].includes(lot.status)) return lot.status;
  if (lot.status === 'Consumed' && lot.quantity === '0') return 'Consumed';
  if (wanted === 'Available' && (await activeHoldsOn(tx.knex, { lot: [lot.id] })).length > 0) return 'OnHold';
  return wanted;
}

async function takeInSublot(tx: Tx, lot: LotRow, { sublotId, status, quantity, locationId }: SublotStatement): Promise<{ change: 'created' | 'updated' | 'same'; difference: Quantity | undefined }> {
  const before = await tx.knex<SublotRow>('material_sublot').where({ id: sublotId }).forUpdate().first();
  if (before !== undefined && before.lot_id !== lot.id)
    throw new Refusal({ code: 'sublot-of-another-lot', status: 409, title: 'Sub-lot of another lot', detail: `Sub-lot ${sublotId} belongs to lot ${before.lot_id}, not to ${lot.id}.`, params: { sublotId, lotId: before.lot_id, wanted: lot.id } });
  const booked = before === undefined ? undefined : before.unit === null ? undefined : Quantity.of(before.quantity, before.unit);
  const unit = booked?.unit ?? lot.unit ?? quantity?.unit;
  const total = quantity === undefined ? booked : quantity.convertTo(unit!);
  const emptied = before?.status === 'Consumed' && (quantity === undefined || quantity.isZero());
  const after: SublotRow = {
    id: sublotId,
    lot_id: lot.id,
    status: emptied ? 'Consumed' : (status ?? (before?.status === 'Consumed' ? 'Available' : (before?.status ?? 'Available'))),
    quantity: total?.amount ?? '0',
    unit: total?.unit ?? null,
    location_id: locationId ?? before?.location_id ?? null,
    incomplete: quantity === undefined && status === undefined ? (before?.incomplete ?? 1) : 0,
  };
  const difference = total === undefined || quantity === undefined ? undefined : total.subtract(booked ?? Quantity.zero(total.unit));
  if (before === undefined) await tx.knex('material_sublot').insert(after);
  else if ((Object.keys(after) as (keyof SublotRow)[]).some((column) => after[column] !== before[column])) await tx.knex<SublotRow>('material_sublot').where({ id: sublotId }).update(after);
  else return { change: 'same', difference };
  return { change: before === undefined ? 'created' : 'updated', difference };
}

async function book(tx: Tx, lotId: string, difference: Quantity, first: boolean): Promise<void> {
  if (difference.isZero()) return;
  const end = { lotId, quantity: difference.isPositive() ? difference : Quantity.zero(difference.unit).subtract(difference) };
  await recordActivity(tx, {
    type: first ? 'receive' : 'adjust', inputs: difference.isPositive() ? [] : [end], outputs: difference.isPositive() ? [end] : [], details: { reason: 'stated by the ERP' },
  });
}
