import type { Tx } from '../../database/index.ts';
import { notFound } from '../refusal.ts';
import type { EquipmentRow, EquipmentState } from './equipment.ts';

/**
 * The equipment is in another state since `at`: the open interval ends there and a new one begins. The state it is in
 * already, or a moment before the present one began, changes nothing.
 * @throws Refusal unknown-equipment
 */
export async function changeEquipmentState(tx: Tx, { equipmentId, state, at, reason = null }: { equipmentId: string; state: EquipmentState; at: string; reason?: string | null }): Promise<boolean> {
  const row = await tx.knex<EquipmentRow>('equipment').where({ id: equipmentId }).forUpdate().first();
  if (row === undefined) throw notFound('equipment', equipmentId);
  if (row.state === state || (row.state_since !== null && at < row.state_since && row.state !== 'Unknown')) return false;
  await tx.knex('equipment_state').where({ equipment_id: equipmentId }).whereNull('ended_at').update({ ended_at: at });
  await tx.knex('equipment_state').insert({ id: tx.newId(), equipment_id: equipmentId, state, started_at: at, ended_at: null, reason });
  await tx.knex<EquipmentRow>('equipment').where({ id: equipmentId }).update({ state, state_since: at });
  for (const topic of ['equipment', `equipment:${equipmentId}`]) tx.live(topic, { id: equipmentId, state, since: at, reason });
  return true;
}
