import type { Knex } from 'knex';
import { findEquipment } from '../equipment/equipment.ts';
import type { Equipment } from '../equipment/equipment.ts';
import { activeHoldsOn } from '../lots/holds.ts';
import type { ActiveHold } from '../lots/holds.ts';
import { usableStock } from '../lots/usable-stock.ts';
import { findMaterials } from '../materials/material.ts';
import type { Material } from '../materials/schema.ts';
import { Quantity } from '../quantity.ts';
import type { MaterialRequirementRow, OrderRow } from './order.ts';
import type { Readiness } from './schema.ts';

type Incomplete = Readiness['incomplete'][number];

/** What stands between these orders and their release; asked for many orders at once by the order board. */
export async function readinessOf(knex: Knex, orders: readonly OrderRow[], now: string): Promise<Map<string, Readiness>> {
  const open = orders.filter((order) => order.status === 'Draft' || order.status === 'Planned');
  const requirements = await knex<MaterialRequirementRow>('material_requirement').whereIn('order_id', open.map((order) => order.id)).orderBy('sequence');
  const materialIds = [...requirements.map((row) => row.material_id), ...open.map((order) => order.material_id)];
  const lotIds = requirements.map((row) => row.lot_id).filter((id) => id !== null);
  const [materials, equipment, stock, incompleteLots, holds] = [
    await findMaterials(knex, materialIds),
    await findEquipment(knex, requirements.map((row) => row.location_id).filter((id) => id !== null)),
    await usableStock(knex, materialIds, now),
    new Set<string>(await knex('material_lot').whereIn('id', lotIds).where({ incomplete: 1 }).pluck('id')),
    await activeHoldsOn(knex, { order: orders.map((order) => order.id), definition: materialIds }),
  ];
  return new Map(
    orders.map((order) => {
      const own = requirements.filter((row) => row.order_id === order.id);
      const incomplete = own.length === 0 ? [] : incompleteOf(order, own, materials, equipment, incompleteLots);
      const shortages = shortagesOf(own, stock);
      const ownHolds = holdsOf(order, own, holds);
      return [order.id, { ready: !incomplete.some((one) => one.blocks) && shortages.length === 0 && ownHolds.length === 0, incomplete, shortages, holds: ownHolds }];
    }),
  );
}

function incompleteOf(order: OrderRow, own: readonly MaterialRequirementRow[], materials: Map<string, Material>, equipment: Map<string, Equipment>, lots: Set<string>): Incomplete[] {
  const found: Incomplete[] = [];
  for (const id of new Set([order.material_id, ...own.map((row) => row.material_id)])) {
    const material = materials.get(id);
    if (material === undefined) found.push({ type: 'material', id, missing: ['description', 'baseUnit'], blocks: true });
    else if (material.incomplete) found.push({ type: 'material', id, missing: [...material.missing], blocks: true });
  }
  for (const row of own) {
    if (row.material_use === 'Consumed' && row.location_id === null) found.push({ type: 'equipment', id: row.line_index ?? row.id, missing: ['workCenter'], blocks: true });
    if (row.lot_id !== null && lots.has(row.lot_id) && !found.some((one) => one.id === row.lot_id))
      found.push({ type: 'lot', id: row.lot_id, missing: ['quantity', 'expiresAt'], blocks: false });
  }
  for (const id of new Set(own.map((row) => row.location_id).filter((one) => one !== null)))
    if (equipment.get(id)?.incomplete !== false) found.push({ type: 'equipment', id, missing: ['parentId'], blocks: true });
  return found;
}

function shortagesOf(own: readonly MaterialRequirementRow[], stock: Map<string, Quantity[]>): Readiness['shortages'] {
  const consumed = own.filter((row) => row.material_use === 'Consumed');
  return [...new Set(consumed.map((row) => row.material_id))].flatMap((materialId) => {
    const rows = consumed.filter((row) => row.material_id === materialId);
    const unit = rows[0]!.unit!;
    const needed = Quantity.sum(rows.map((row) => Quantity.of(row.quantity, row.unit!)), unit);
    const available = Quantity.sum((stock.get(materialId) ?? []).filter((quantity) => quantity.canBe(unit)), unit);
    const missing = needed.subtract(available);
    return missing.isPositive() ? [{ materialId, needed: needed.amount, available: available.amount, missing: missing.amount, unit: missing.unit }] : [];
  });
}

function holdsOf(order: OrderRow, own: readonly MaterialRequirementRow[], holds: readonly ActiveHold[]): Readiness['holds'] {
  const materialIds = new Set([order.material_id, ...own.map((row) => row.material_id)]);
  return holds.filter((hold) => (hold.targetType === 'order' ? hold.targetId === order.id : own.length > 0 && materialIds.has(hold.targetId)));
}
