import type { Knex } from 'knex';
import { whereContains } from '../../database/index.ts';
import { z } from 'zod';
import { notFound } from '../refusal.ts';
import { parseLocalized } from '../localized.ts';
import type { Localized } from '../localized.ts';
import type { Material } from './schema.ts';

export interface MaterialRow {
  id: string;
  description: string;
  base_unit: string | null;
  incomplete: number;
  source: string;
  properties: string;
  tolerance_percent: string | null;
  version: number;
}

const propertiesSchema = z.record(z.string(), z.array(z.string()));

export function presentMaterial(row: MaterialRow): Material {
  const description = parseLocalized(row.description);
  return {
    id: row.id,
    description,
    baseUnit: row.base_unit,
    incomplete: row.incomplete === 1,
    missing: missingOf(description, row.base_unit),
    source: row.source,
    properties: propertiesSchema.parse(JSON.parse(row.properties)),
    tolerancePercent: row.tolerance_percent,
    version: row.version,
  };
}

/** What must be known of a material before an order of it can be released. */
export function missingOf(description: Localized, baseUnit: string | null): ('description' | 'baseUnit')[] {
  return [...(description.en === '' ? (['description'] as const) : []), ...(baseUnit === null ? (['baseUnit'] as const) : [])];
}

export async function findMaterial(knex: Knex, id: string): Promise<Material | undefined> {
  const row = await knex<MaterialRow>('material_definition').where({ id }).first();
  return row && presentMaterial(row);
}

/** @throws Refusal unknown-material */
export async function getMaterial(knex: Knex, id: string): Promise<Material> {
  const material = await findMaterial(knex, id);
  if (material === undefined) throw notFound('material', id);
  return material;
}

export async function findMaterials(knex: Knex, ids: readonly string[]): Promise<Map<string, Material>> {
  const rows = await knex<MaterialRow>('material_definition').whereIn('id', [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, presentMaterial(row)]));
}

export async function listMaterials(knex: Knex, { q, incomplete, cursor, limit = 100 }: { q?: string; incomplete?: boolean; cursor?: string; limit?: number }) {
  const query = knex<MaterialRow>('material_definition').orderBy('id').limit(limit + 1);
  if (cursor !== undefined) void query.where('id', '>', cursor);
  if (incomplete !== undefined) void query.where({ incomplete: incomplete ? 1 : 0 });
  if (q !== undefined && q !== '') whereContains(query, ['id', 'description'], q);
  const rows = await query;
  const items = rows.slice(0, limit).map(presentMaterial);
  return { items, ...(rows.length > limit ? { nextCursor: items.at(-1)!.id } : {}) };
}
