import type { Knex } from 'knex';
import { findMaterials } from '../materials/material.ts';
import { getLotRow } from './lot.ts';
import type { LotRow } from './lot.ts';
import type { Genealogy } from './schema.ts';

/** A page that shows more lots than this shows nothing. */
const lotsMax = 2000;

interface EdgeRow {
  activity_id: string;
  type: string;
  at: string;
  order_id: string | null;
  person_id: string;
  input_id: string;
  from_lot: string;
  from_sublot: string | null;
  to_lot: string;
  quantity: string;
  unit: string | null;
}

/** All that went into the lot and all that it went into, to the ends of the graph in both directions. @throws Refusal unknown-lot */
export async function genealogyOf(knex: Knex, lotId: string): Promise<Genealogy> {
  await getLotRow(knex, lotId);
  const backwards = await walk(knex, lotId, 'to_lot', 'from_lot');
  const forwards = await walk(knex, lotId, 'from_lot', 'to_lot');
  const edges = new Map([...backwards.edges, ...forwards.edges].map((edge) => [`${edge.input_id} ${edge.to_lot}`, edge]));
  const ids = [...new Set([lotId, ...backwards.lots, ...forwards.lots])];
  const lots = await knex<LotRow>('material_lot').whereIn('id', ids);
  const materials = await findMaterials(knex, lots.map((lot) => lot.material_id));
  return {
    nodes: lots.map((lot) => ({
      lotId: lot.id, materialId: lot.material_id, materialName: materials.get(lot.material_id)?.description ?? { en: lot.material_id },
      status: lot.status, quantity: lot.quantity, unit: lot.unit, orderId: lot.order_id,
    })),
    edges: [...edges.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.input_id < b.input_id ? -1 : 1)).map((edge) => ({
      activityId: edge.activity_id, type: edge.type, from: edge.from_lot, fromSublot: edge.from_sublot, to: edge.to_lot, quantity: edge.quantity,
      unit: edge.unit, at: edge.at, orderId: edge.order_id, personId: edge.person_id,
    })),
    truncated: backwards.truncated || forwards.truncated,
  };
}

/** Breadth first, one query a generation; the graph can join again (a lot used twice), so lots are visited once. */
async function walk(knex: Knex, start: string, near: 'from_lot' | 'to_lot', far: 'from_lot' | 'to_lot'): Promise<{ lots: Set<string>; edges: EdgeRow[]; truncated: boolean }> {
  const lots = new Set<string>();
  const edges: EdgeRow[] = [];
  let generation = [start];
  while (generation.length > 0) {
    const rows: EdgeRow[] = await knex('activity_input as i')
      .join('activity_output as o', 'o.activity_id', 'i.activity_id')
      .join('activity as a', 'a.id', 'i.activity_id')
      .whereIn(near === 'from_lot' ? 'i.lot_id' : 'o.lot_id', generation)
      .select('a.id as activity_id', 'a.type', 'a.at', 'a.order_id', 'a.person_id', 'i.id as input_id', 'i.lot_id as from_lot', 'i.sublot_id as from_sublot', 'o.lot_id as to_lot', 'i.quantity', 'i.unit');
    edges.push(...rows);
    generation = [...new Set(rows.map((row) => row[far]))].filter((id) => id !== start && !lots.has(id));
    for (const id of generation) lots.add(id);
    if (lots.size > lotsMax) return { lots, edges, truncated: true };
  }
  return { lots, edges, truncated: false };
}
