import type { Knex } from 'knex';
import { notFound } from '../refusal.ts';
import type { LotStatus } from '../lots/lot.ts';

export const holdTargets = ['lot', 'order', 'equipment', 'definition', 'supplier-lot'] as const;
export type HoldTarget = (typeof holdTargets)[number];

export interface HoldRow {
  id: string;
  target_type: HoldTarget;
  target_id: string;
  reason_code: string;
  reason: string;
  placed_by: string;
  placed_at: string;
  released_by: string | null;
  released_at: string | null;
  disposition: 'Release' | 'Scrap' | null;
  process_instance_key: string | null;
  job_order_id: string | null;
  details: string | null;
  dedupe_key: string | null;
}

export interface HoldDetails {
  /** What the lot was before its hold. */
  readonly previousStatus?: LotStatus;
  readonly comment?: string;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
}

export function detailsOf(row: Pick<HoldRow, 'details'>): HoldDetails {
  return row.details === null ? {} : (JSON.parse(row.details) as HoldDetails);
}

/** @throws Refusal unknown-hold */
export async function lockHold(knex: Knex.Transaction, id: string): Promise<HoldRow> {
  const row = await knex<HoldRow>('hold').where({ id }).forUpdate().first();
  if (row === undefined) throw notFound('hold', id);
  return row;
}

/** The lot that a hold is about: its target, or the lot that the held order makes; null where there is none. */
export async function lotOf(knex: Knex, hold: Pick<HoldRow, 'target_type' | 'target_id'>): Promise<string | null> {
  if (hold.target_type === 'lot') return hold.target_id;
  if (hold.target_type !== 'order') return null;
  const order = (await knex('operations_request').where({ id: hold.target_id }).first('lot_id')) as { lot_id: string | null } | undefined;
  return order?.lot_id ?? null;
}
