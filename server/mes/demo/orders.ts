import type { Tx } from '../../database/index.ts';
import { createOrder } from '../orders/create-order.ts';
import { releaseOrder } from '../orders/release-order.ts';

const dayMs = 86_400_000;

const component = (materialId: string, workCenterId: string, quantity: string) => ({ materialId, workCenterId, quantity, unit: 'kg' });

/** Orders in several states: one in work, one to be released, one late, one that waits for stock; playDemo finishes 0998 and brings 0999 on hold. */
const orders = [
  { id: 'DEMO-0998', materialId: 'SO1220', quantity: '6', dueInDays: 1, priority: 60, release: true, lines: [component('CRBN0001', 'BOX3', '4'), component('CRBN0003', 'BOX4', '2')] },
  { id: 'DEMO-0999', materialId: 'SO1215', quantity: '9', dueInDays: 2, priority: 60, release: true, lines: [component('CRBN0003', 'BOX4', '3'), component('CRBN0001', 'BOX3', '6')] },
  { id: 'DEMO-1001', materialId: 'SO1215', quantity: '20', dueInDays: 1, priority: 70, release: true, lines: [component('CRBN0001', 'BOX3', '5'), component('CRBN0002', 'BOX1', '12.5'), component('CRBN0003', 'BOX4', '2.5')] },
  { id: 'DEMO-1002', materialId: 'SO1220', quantity: '10', dueInDays: 3, priority: 50, release: false, lines: [component('CRBN0002', 'BOX1', '6'), component('CRBN0001', 'BOX2', '4')] },
  { id: 'DEMO-1003', materialId: 'SO1215', quantity: '8', dueInDays: -2, priority: 90, release: false, lines: [component('CRBN0001', 'BOX3', '5'), component('CRBN0003', 'BOX4', '3')] },
  { id: 'DEMO-1004', materialId: 'SO1220', quantity: '2000', dueInDays: 7, priority: 30, release: false, lines: [component('CRBN0003', 'BOX4', '2000')] },
] as const;

export async function loadOrders(tx: Tx): Promise<void> {
  const now = Date.parse(tx.now());
  for (const { dueInDays, release, lines, ...order } of orders) {
    await createOrder(tx, { ...order, unit: 'kg', dueDate: new Date(now + dueInDays * dayMs).toISOString(), lines: [...lines] }, 'demo');
    if (release) await releaseOrder(tx, { orderId: order.id });
  }
}
