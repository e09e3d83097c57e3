import type { Knex } from 'knex';

export interface ActiveHold {
  readonly id: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly reasonCode: string;
  readonly reason: string;
  readonly placedAt: string;
}

export interface HoldTargets {
  readonly lot?: readonly string[];
  readonly order?: readonly string[];
  readonly equipment?: readonly string[];
  readonly definition?: readonly string[];
  readonly 'supplier-lot'?: readonly string[];
}

interface HoldRow {
  id: string;
  target_type: string;
  target_id: string;
  reason_code: string;
  reason: string;
  placed_at: string;
}

/** The holds that stand on any of `targets`, oldest first. Several may stand at once; work waits until all are released. */
export async function activeHoldsOn(knex: Knex, targets: HoldTargets): Promise<ActiveHold[]> {
  const wanted = Object.entries(targets).filter((entry): entry is [string, readonly string[]] => entry[1] !== undefined && entry[1].length > 0);
  if (wanted.length === 0) return [];
  const rows = await knex<HoldRow>('hold')
    .whereNull('released_at')
    .where((any) => {
      for (const [type, ids] of wanted) void any.orWhere((one) => void one.where('target_type', type).whereIn('target_id', [...ids]));
    })
    .orderBy('placed_at');
  return rows.map((row) => ({
    id: row.id, targetType: row.target_type, targetId: row.target_id, reasonCode: row.reason_code, reason: row.reason, placedAt: row.placed_at,
  }));
}
