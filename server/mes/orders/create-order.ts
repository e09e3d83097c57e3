import type { Tx } from '../../database/index.ts';
import { ensureWorkCenter } from '../equipment/define-equipment.ts';
import { ensureMaterial } from '../materials/define-material.ts';
import { requirePolicy } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { getOrderRow } from './order.ts';
import type { OrderRow } from './order.ts';
import { placeOrder } from './place-order.ts';
import type { NewOrder } from './schema.ts';

/**
 * Creates an order from JSON or a CSV row group: one weighing segment with a line per component. Materials and work centres
 * that nobody described are taken in as incomplete. The same order again is no error and changes nothing.
 * @throws Refusal order-exists when another order has this id
 */
export async function createOrder(tx: Tx, input: NewOrder, source: 'api' | 'csv' | 'demo' = 'api'): Promise<{ order: OrderRow; change: 'created' | 'same' }> {
  requirePolicy(tx, 'orders.plan');
  const intake = source === 'demo' ? 'api' : source;
  for (const id of new Set([input.materialId, ...input.lines.map((line) => line.materialId)])) await ensureMaterial(tx, { id, source: intake });
  for (const id of new Set(input.lines.map((line) => line.workCenterId))) await ensureWorkCenter(tx, id);
  const product = {
    materialId: input.materialId, lotId: null, sublotId: null, materialUse: 'Produced' as const, quantity: input.quantity, unit: input.unit,
    locationId: null, lineIndex: null, properties: {},
  };
  const components = input.lines.map((line, index) => ({
    materialId: line.materialId, lotId: null, sublotId: null, materialUse: 'Consumed' as const, quantity: line.quantity, unit: line.unit,
    locationId: line.workCenterId, lineIndex: line.lineIndex ?? String((index + 1) * 10).padStart(4, '0'), properties: {},
  }));
  const exists = (await tx.knex<OrderRow>('operations_request').where({ id: input.id }).first('id')) !== undefined;
  const change = await placeOrder(tx, {
    id: input.id, source, externalId: null, materialId: input.materialId, quantity: input.quantity, unit: input.unit, dueDate: input.dueDate ?? null,
    priority: input.priority,
    segments: [{
      processSegmentId: null, workCenterId: null, properties: {}, materials: [product],
      segments: [{ processSegmentId: 'Weighing', workCenterId: null, properties: {}, materials: components, segments: [] }],
    }],
  });
  if (exists && change !== 'same')
    throw new Refusal({
      code: 'order-exists', status: 409, title: 'Order number taken', detail: `There is already another order "${input.id}".`, field: 'id',
      nextStep: 'Choose another number, or change the order that is there.', params: { orderId: input.id },
    });
  return { order: await getOrderRow(tx.knex, input.id), change: exists ? 'same' : 'created' };
}
