import type { Tx } from '../../database/index.ts';
import { Refusal } from '../refusal.ts';
import { defineEquipment } from './define-equipment.ts';
import { getEquipment } from './equipment.ts';
import type { Equipment } from './equipment.ts';
import type { NewEquipment } from './schema.ts';

/** Adds a piece of equipment to the plant. @throws Refusal equipment-exists, unknown-equipment (of the parent) */
export async function createEquipment(tx: Tx, input: NewEquipment): Promise<Equipment> {
  if ((await tx.knex('equipment').where({ id: input.id }).first('id')) !== undefined)
    throw new Refusal({ code: 'equipment-exists', status: 409, title: 'Exists already', detail: `There is equipment "${input.id}" already.`, field: 'id', nextStep: 'Change it, or choose another id.', params: { id: input.id } });
  if (input.parentId != null) await getEquipment(tx.knex, input.parentId);
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  return await defineEquipment(tx, { ...given, id: input.id });
}
