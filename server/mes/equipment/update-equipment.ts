import type { Tx } from '../../database/index.ts';
import { requirePolicy } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { defineEquipment } from './define-equipment.ts';
import { getEquipment } from './equipment.ts';
import type { Equipment } from './equipment.ts';
import type { EquipmentPatch } from './schema.ts';

/** Changes or completes a piece of equipment. @throws Refusal unknown-equipment (also of the parent), equipment-circle */
export async function updateEquipment(tx: Tx, id: string, patch: EquipmentPatch): Promise<Equipment> {
  requirePolicy(tx, 'master-data.change');
  await getEquipment(tx.knex, id);
  for (let above = patch.parentId ?? null; above !== null; above = (await getEquipment(tx.knex, above)).parentId)
    if (above === id)
      throw new Refusal({ code: 'equipment-circle', status: 409, title: 'Would contain itself', detail: `${id} cannot be part of ${patch.parentId!}, which is part of ${id}.`, field: 'parentId', params: { id, parentId: patch.parentId } });
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  return await defineEquipment(tx, { id, ...given });
}
