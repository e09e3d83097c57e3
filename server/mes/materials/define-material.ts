import type { Tx } from '../../database/index.ts';
import type { Localized } from '../localized.ts';
import { canonicalUnit } from '../units.ts';
import { missingOf, presentMaterial } from './material.ts';
import type { MaterialRow } from './material.ts';
import type { Material } from './schema.ts';

export interface MaterialDefinitionInput {
  readonly id: string;
  readonly description?: Localized;
  readonly baseUnit?: string;
  readonly properties?: Readonly<Record<string, string[]>>;
  readonly tolerancePercent?: string | null;
  readonly source: 'erp' | 'api' | 'csv' | 'demo';
}

/** Creates or completes a material definition. What is not given stays as it is. Returns what changed. */
export async function defineMaterial(tx: Tx, input: MaterialDefinitionInput): Promise<{ change: 'created' | 'updated' | 'same'; material: Material }> {
  const before = await tx.knex<MaterialRow>('material_definition').where({ id: input.id }).forUpdate().first();
  const old = before && presentMaterial(before);
  const description = { ...(old?.description ?? { en: '' }), ...input.description };
  const baseUnit = input.baseUnit === undefined ? (old?.baseUnit ?? null) : canonicalUnit(input.baseUnit);
  const row: MaterialRow = {
    id: input.id,
    description: JSON.stringify(description),
    base_unit: baseUnit,
    incomplete: missingOf(description, baseUnit).length > 0 ? 1 : 0,
    source: old?.source ?? input.source,
    properties: JSON.stringify({ ...old?.properties, ...input.properties }),
    tolerance_percent: input.tolerancePercent === undefined ? (old?.tolerancePercent ?? null) : input.tolerancePercent,
    version: old?.version ?? 1,
  };
  if (before === undefined) {
    await tx.knex('material_definition').insert(row);
  } else {
    if ((Object.keys(row) as (keyof MaterialRow)[]).every((column) => row[column] === before[column])) return { change: 'same', material: old! };
    row.version = before.version + 1;
    await tx.knex('material_definition').where({ id: row.id }).update(row);
  }
  tx.audit(before === undefined ? 'material.created' : 'material.updated', { type: 'material', id: row.id }, { before, after: row });
  tx.live('materials', { id: row.id });
  return { change: before === undefined ? 'created' : 'updated', material: presentMaterial(row) };
}

/** Takes in a material that a message names without describing it: it is incomplete until somebody describes it. */
export async function ensureMaterial(tx: Tx, { id, description, source }: { id: string; description?: string; source: 'erp' | 'api' | 'csv' }): Promise<'created' | 'same'> {
  const there = await tx.knex<MaterialRow>('material_definition').where({ id }).first('id');
  if (there !== undefined) return 'same';
  await defineMaterial(tx, { id, source, ...(description === undefined ? {} : { description: { en: description } }) });
  return 'created';
}
