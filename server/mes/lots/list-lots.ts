import type { Knex } from 'knex';
import { whereContains } from '../../database/index.ts';
import { findMaterials } from '../materials/material.ts';
import { activeHoldsOn } from './holds.ts';
import { getLotRow, isExpired } from './lot.ts';
import type { LotRow, LotStatus, SublotRow } from './lot.ts';
import type { LotItem } from './schema.ts';

const pageSize = 100;

export interface LotFilter {
  readonly materialId?: string | undefined;
  readonly status?: readonly LotStatus[] | undefined;
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
}

/** Lots by id. `now` decides what is expired. */
export async function listLots(knex: Knex, { materialId, status, q, cursor }: LotFilter, now: string): Promise<{ items: LotItem[]; nextCursor?: string }> {
  const query = knex<LotRow>('material_lot').orderBy('id').limit(pageSize + 1);
  if (materialId !== undefined) void query.where({ material_id: materialId });
  if (status !== undefined) void query.whereIn('status', [...status]);
  if (q !== undefined && q !== '') whereContains(query, ['id', 'material_id', 'supplier_lot'], q);
  if (cursor !== undefined) void query.where('id', '>', cursor);
  const rows = await query;
  const page = rows.slice(0, pageSize);
  return { items: await presentLots(knex, page, now), ...(rows.length > pageSize ? { nextCursor: page.at(-1)!.id } : {}) };
}

async function presentLots(knex: Knex, lots: readonly LotRow[], now: string): Promise<LotItem[]> {
  const materials = await findMaterials(knex, lots.map((lot) => lot.material_id));
  const holds = await activeHoldsOn(knex, { lot: lots.map((lot) => lot.id) });
  return lots.map((lot) => ({
    id: lot.id, materialId: lot.material_id, materialName: materials.get(lot.material_id)?.description ?? { en: lot.material_id }, status: lot.status,
    quantity: lot.quantity, unit: lot.unit, expiresAt: lot.expires_at, expired: isExpired(lot, now), locationId: lot.location_id, orderId: lot.order_id,
    processInstanceKey: lot.process_instance_key, incomplete: lot.incomplete === 1, supplierLot: lot.supplier_lot, createdAt: lot.created_at,
    holdCount: holds.filter((hold) => hold.targetId === lot.id).length, version: lot.version,
  }));
}

/** A lot with its sub-lots, the holds on it and its neighbours in the genealogy. @throws Refusal unknown-lot */
export async function getLot(knex: Knex, id: string, now: string) {
  const lot = await getLotRow(knex, id);
  const [item] = await presentLots(knex, [lot], now);
  const sublots = await knex<SublotRow>('material_sublot').where({ lot_id: id }).orderBy('id');
  const holds = await activeHoldsOn(knex, { lot: [id], definition: [lot.material_id], ...(lot.order_id === null ? {} : { order: [lot.order_id] }), ...(lot.supplier_lot === null ? {} : { 'supplier-lot': [lot.supplier_lot] }) });
  const neighbours = async (mine: 'activity_input' | 'activity_output', theirs: 'activity_input' | 'activity_output'): Promise<string[]> =>
    await knex(mine).join(theirs, `${theirs}.activity_id`, `${mine}.activity_id`).where(`${mine}.lot_id`, id).whereNot(`${theirs}.lot_id`, id).distinct(`${theirs}.lot_id`).orderBy(`${theirs}.lot_id`).pluck(`${theirs}.lot_id`);
  return {
    ...item!,
    sublots: sublots.map((row) => ({ id: row.id, status: row.status, quantity: row.quantity, unit: row.unit, locationId: row.location_id, incomplete: row.incomplete === 1 })),
    holds,
    genealogy: { from: await neighbours('activity_output', 'activity_input'), into: await neighbours('activity_input', 'activity_output') },
  };
}
