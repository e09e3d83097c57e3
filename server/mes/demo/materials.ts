import type { Tx } from '../../database/index.ts';
import { receiveLot } from '../lots/receive-lot.ts';
import { defineMaterial } from '../materials/define-material.ts';

const dayMs = 86_400_000;

const materials = [
  { id: 'CRBN0001', description: { en: 'Product Courbon0001', 'zh-CN': '原料 Courbon0001' }, tolerancePercent: '1.0' },
  { id: 'CRBN0002', description: { en: 'Product Courbon0002', 'zh-CN': '原料 Courbon0002' }, tolerancePercent: '1.0' },
  { id: 'CRBN0003', description: { en: 'Product Courbon0003', 'zh-CN': '原料 Courbon0003' }, tolerancePercent: '0.5' },
  { id: 'SO1215', description: { en: 'Final 1215', 'zh-CN': '成品 1215' }, tolerancePercent: null },
  { id: 'SO1220', description: { en: 'Final 1220', 'zh-CN': '成品 1220' }, tolerancePercent: null },
] as const;

/** Lots with the days that they last from now on; one is over already, to show the refusal. */
const lots = [
  { id: 'CRBN0001-A', materialId: 'CRBN0001', quantity: '1500', lastsDays: 365, locationId: 'BOX3' },
  { id: 'CRBN0001-B', materialId: 'CRBN0001', quantity: '250.5', lastsDays: 180, locationId: 'BOX3' },
  { id: 'CRBN0001-OLD', materialId: 'CRBN0001', quantity: '40', lastsDays: -1, locationId: 'BOX3' },
  { id: 'CRBN0002-A', materialId: 'CRBN0002', quantity: '800', lastsDays: 365, locationId: 'BOX1' },
  { id: 'CRBN0003-B', materialId: 'CRBN0003', quantity: '75', lastsDays: 90, locationId: 'BOX4' },
  { id: 'CRBN0003-A', materialId: 'CRBN0003', quantity: '600', lastsDays: 365, locationId: 'BOX4' },
] as const;

/** Described materials and fresh stock of the components. */
export async function loadMaterials(tx: Tx): Promise<void> {
  for (const material of materials) await defineMaterial(tx, { ...material, baseUnit: 'kg', source: 'demo' });
  const now = Date.parse(tx.now());
  for (const { lastsDays, ...lot } of lots) await receiveLot(tx, { ...lot, unit: 'kg', expiresAt: new Date(now + lastsDays * dayMs).toISOString() });
}
