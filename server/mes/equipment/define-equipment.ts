import type { Tx } from '../../database/index.ts';
import type { Localized } from '../localized.ts';
import { presentEquipment } from './equipment.ts';
import type { Equipment, EquipmentLevel, EquipmentRow } from './equipment.ts';

export interface EquipmentInput {
  readonly id: string;
  readonly name?: Localized;
  readonly level?: EquipmentLevel;
  readonly parentId?: string | null;
  readonly equipmentClass?: string | null;
  readonly connectionId?: string | null;
}

/** Creates or completes a piece of equipment. What is not given stays as it is; it is complete once it has its place in the plant. */
export async function defineEquipment(tx: Tx, input: EquipmentInput): Promise<Equipment> {
  const before = await tx.knex<EquipmentRow>('equipment').where({ id: input.id }).forUpdate().first();
  const level = input.level ?? before?.level ?? 'WorkCenter';
  const parentId = input.parentId === undefined ? (before?.parent_id ?? null) : input.parentId;
  const row: EquipmentRow = {
    id: input.id,
    name: input.name === undefined ? (before?.name ?? JSON.stringify({ en: input.id })) : JSON.stringify(input.name),
    level,
    parent_id: parentId,
    equipment_class: input.equipmentClass === undefined ? (before?.equipment_class ?? null) : input.equipmentClass,
    state: before?.state ?? 'Unknown',
    state_since: before?.state_since ?? tx.now(),
    incomplete: parentId === null && level !== 'Enterprise' ? 1 : 0,
    connection_id: input.connectionId === undefined ? (before?.connection_id ?? null) : input.connectionId,
  };
  if (before === undefined) await tx.knex('equipment').insert(row);
  else await tx.knex('equipment').where({ id: row.id }).update(row);
  tx.audit(before === undefined ? 'equipment.created' : 'equipment.updated', { type: 'equipment', id: row.id }, { before, after: row });
  for (const topic of ['equipment', `equipment:${row.id}`]) tx.live(topic, { id: row.id });
  return presentEquipment(row);
}

/** Takes in a work centre that a message names and nobody has placed yet. */
export async function ensureWorkCenter(tx: Tx, id: string): Promise<'created' | 'same'> {
  const there = await tx.knex<EquipmentRow>('equipment').where({ id }).first('id');
  if (there !== undefined) return 'same';
  await defineEquipment(tx, { id, level: 'WorkCenter' });
  return 'created';
}
