import type { Tx } from '../../database/index.ts';
import type { LotRow, LotStatus } from '../lots/lot.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { HoldRow, HoldTarget } from './hold.ts';

export interface PlaceHold {
  readonly targetType: HoldTarget;
  readonly targetId: string;
  readonly reasonCode: string;
  readonly reason: string;
  readonly jobOrderId?: string | null;
  readonly processInstanceKey: string | null;
  /** Two holds never have the same. */
  readonly dedupeKey: string;
  /** The hold that a person has placed already and this process is to look after. */
  readonly holdId?: string | null;
}

/** Lots in these states go on hold visibly; a rejected or consumed one has nothing left to keep back. */
const holdable: readonly LotStatus[] = ['Available', 'Reserved', 'InProcess'];

/**
 * Puts a target on hold: nothing on it can be claimed, completed or consumed until all its holds are released.
 * @throws Refusal unknown-lot, unknown-order, unknown-equipment or unknown-material; lot-rejected when a process asks for a
 * lot that was rejected meanwhile: nobody would be left to end the hold
 */
export async function placeHold(tx: Tx, { targetType, targetId, reasonCode, reason, jobOrderId = null, processInstanceKey, dedupeKey, holdId = null }: PlaceHold): Promise<{ holdId: string }> {
  const placed = await tx.knex<HoldRow>('hold').where(holdId === null ? { dedupe_key: dedupeKey } : { id: holdId }).forUpdate().first();
  if (placed !== undefined) {
    if (placed.process_instance_key === null && processInstanceKey !== null) await tx.knex('hold').where({ id: placed.id }).update({ process_instance_key: processInstanceKey });
    return { holdId: placed.id };
  }
  await refuseUnknownTarget(tx, targetType, targetId);
  const previousStatus = targetType === 'lot' ? await holdLot(tx, targetId, processInstanceKey !== null) : undefined;
  const row: HoldRow = {
    id: tx.newId(), target_type: targetType, target_id: targetId, reason_code: reasonCode, reason, placed_by: tx.actor.personId, placed_at: tx.now(),
    released_by: null, released_at: null, disposition: null, process_instance_key: processInstanceKey, job_order_id: jobOrderId,
    details: JSON.stringify(previousStatus === undefined ? {} : { previousStatus }), dedupe_key: dedupeKey,
  };
  await tx.knex('hold').insert(row);
  tx.audit('hold.placed', { type: targetType, id: targetId }, { holdId: row.id, reasonCode, reason });
  tellHold(tx, row, 'placed');
  return { holdId: row.id };
}

/** Everybody who shows the target or the work on it looks again. */
export function tellHold(tx: Tx, hold: Pick<HoldRow, 'id' | 'target_type' | 'target_id'>, change: 'placed' | 'decided' | 'released'): void {
  const payload = { id: hold.id, targetType: hold.target_type, targetId: hold.target_id, change };
  tx.live('holds', payload);
  tx.live('worklist', payload);
  if (hold.target_type === 'lot' || hold.target_type === 'order' || hold.target_type === 'equipment') tx.live(`${hold.target_type}:${hold.target_id}`, payload);
}

async function holdLot(tx: Tx, lotId: string, byProcess: boolean): Promise<LotStatus | undefined> {
  const lot = await tx.knex<LotRow>('material_lot').where({ id: lotId }).forUpdate().first();
  if (byProcess && lot?.status === 'Rejected')
    throw new Refusal({ code: 'lot-rejected', status: 409, title: 'Lot rejected', detail: `Lot ${lotId} was rejected meanwhile; there is nothing to hold.`, params: { lotId } });
  if (lot === undefined || !holdable.includes(lot.status)) return undefined;
  await tx.knex<LotRow>('material_lot').where({ id: lotId }).update({ status: 'OnHold', version: lot.version + 1 });
  return lot.status;
}

const tables: Readonly<Record<Exclude<HoldTarget, 'supplier-lot'>, readonly [table: string, noun: string]>> = {
  lot: ['material_lot', 'lot'], order: ['operations_request', 'order'], equipment: ['equipment', 'equipment'], definition: ['material_definition', 'material'],
};

async function refuseUnknownTarget(tx: Tx, type: HoldTarget, id: string): Promise<void> {
  if (type === 'supplier-lot') return;
  const [table, noun] = tables[type];
  if ((await tx.knex(table).where({ id }).first('id')) === undefined) throw notFound(noun, id, 'targetId');
}
