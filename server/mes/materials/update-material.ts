import type { Tx } from '../../database/index.ts';
import { requirePolicy } from '../policy.ts';
import { defineMaterial } from './define-material.ts';
import { getMaterial } from './material.ts';
import type { Material, MaterialPatch } from './schema.ts';

/** Changes or completes the master data of a material. @throws Refusal unknown-material */
export async function updateMaterial(tx: Tx, id: string, { description, ...patch }: MaterialPatch): Promise<Material> {
  requirePolicy(tx, 'master-data.change');
  const { description: old } = await getMaterial(tx.knex, id);
  const { material } = await defineMaterial(tx, {
    id,
    source: 'api',
    ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
    ...(description === undefined ? {} : { description: { ...old, ...description } }),
  });
  return material;
}
