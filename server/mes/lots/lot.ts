import type { Knex } from 'knex';
import { Quantity } from '../quantity.ts';
import { notFound } from '../refusal.ts';

export type LotStatus = 'Available' | 'Reserved' | 'OnHold' | 'InProcess' | 'Consumed' | 'Shipped' | 'Rejected';

export interface LotRow {
  id: string;
  material_id: string;
  status: LotStatus;
  quantity: string;
  unit: string | null;
  expires_at: string | null;
  location_id: string | null;
  order_id: string | null;
  process_instance_key: string | null;
  incomplete: number;
  supplier_lot: string | null;
  created_at: string;
  version: number;
}

export interface SublotRow {
  id: string;
  lot_id: string;
  status: LotStatus;
  quantity: string;
  unit: string | null;
  location_id: string | null;
  incomplete: number;
}

/** What is on a lot or sub-lot; zero of nothing known has the unit of the question. */
export function quantityOn(row: Pick<LotRow, 'quantity' | 'unit'>, unitIfUnknown: string): Quantity {
  return Quantity.of(row.quantity, row.unit ?? unitIfUnknown);
}

/** @throws Refusal unknown-lot */
export async function getLotRow(knex: Knex, id: string): Promise<LotRow> {
  const row = await knex<LotRow>('material_lot').where({ id }).first();
  if (row === undefined) throw notFound('lot', id);
  return row;
}

/** Whether the lot may no longer be used at `now` (both ISO 8601 UTC, so texts compare as times). */
export function isExpired(row: Pick<LotRow, 'expires_at'>, now: string): boolean {
  return row.expires_at !== null && row.expires_at <= now;
}
