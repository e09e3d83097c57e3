import type { Tx } from '../../database/index.ts';
import { Refusal } from '../refusal.ts';
import { defineMaterial } from './define-material.ts';
import type { Material, NewMaterial } from './schema.ts';

/** Describes a material that nobody has named yet. @throws Refusal material-exists */
export async function createMaterial(tx: Tx, { id, ...input }: NewMaterial): Promise<Material> {
  if ((await tx.knex('material_definition').where({ id }).first('id')) !== undefined)
    throw new Refusal({ code: 'material-exists', status: 409, title: 'Exists already', detail: `There is a material "${id}" already.`, field: 'id', nextStep: 'Change it, or choose another id.', params: { id } });
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  return (await defineMaterial(tx, { ...given, id, source: 'api' })).material;
}
