import type { Knex } from 'knex';
import { notFound } from '../refusal.ts';
import { parseLocalized } from '../localized.ts';
import type { Localized } from '../localized.ts';

export type EquipmentLevel = 'Enterprise' | 'Site' | 'Area' | 'WorkCenter' | 'WorkUnit';
export type EquipmentState = 'Running' | 'Idle' | 'Stopped' | 'Fault' | 'Setup' | 'Unknown';

export interface EquipmentRow {
  id: string;
  name: string;
  level: EquipmentLevel;
  parent_id: string | null;
  equipment_class: string | null;
  state: EquipmentState;
  state_since: string | null;
  incomplete: number;
  connection_id: string | null;
}

export interface Equipment {
  readonly id: string;
  readonly name: Localized;
  readonly level: EquipmentLevel;
  readonly parentId: string | null;
  readonly equipmentClass: string | null;
  readonly state: EquipmentState;
  readonly stateSince: string | null;
  readonly incomplete: boolean;
  readonly connectionId: string | null;
}

export function presentEquipment(row: EquipmentRow): Equipment {
  return {
    id: row.id, name: parseLocalized(row.name), level: row.level, parentId: row.parent_id, equipmentClass: row.equipment_class,
    state: row.state, stateSince: row.state_since, incomplete: row.incomplete === 1, connectionId: row.connection_id,
  };
}

/** @throws Refusal unknown-equipment */
export async function getEquipment(knex: Knex, id: string): Promise<Equipment> {
  const row = await knex<EquipmentRow>('equipment').where({ id }).first();
  if (row === undefined) throw notFound('equipment', id);
  return presentEquipment(row);
}

export async function findEquipment(knex: Knex, ids: readonly string[]): Promise<Map<string, Equipment>> {
  const rows = await knex<EquipmentRow>('equipment').whereIn('id', [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, presentEquipment(row)]));
}

/** The scale of a work centre: the first of its units that has a connection, or the work centre itself when it has one. */
export async function findScale(knex: Knex, workCenterId: string): Promise<{ id: string; connectionId: string } | null> {
  const rows = await knex<EquipmentRow>('equipment')
    .whereNotNull('connection_id')
    .where((either) => void either.where({ parent_id: workCenterId }).orWhere({ id: workCenterId }))
    .orderBy('id');
  const scale = rows.find((row) => row.parent_id === workCenterId) ?? rows[0];
  return scale === undefined ? null : { id: scale.id, connectionId: scale.connection_id! };
}
