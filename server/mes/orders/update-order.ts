import type { Tx } from '../../database/index.ts';
import { requirePolicy } from '../policy.ts';
import { Quantity } from '../quantity.ts';
import { Refusal } from '../refusal.ts';
import { changeOrder, recordEvent, requireStatus } from './change-order.ts';
import { lockOrder } from './order.ts';
import type { MaterialRequirementRow, OrderRow } from './order.ts';
import type { OrderPatch } from './schema.ts';

/**
 * Changes due date and priority of an order that is still open; the original commitment stays. The quantity can change
 * until the release; the components change in proportion (planned amounts, rounded to micro-units).
 */
export async function updateOrder(tx: Tx, orderId: string, { dueDate, priority, quantity }: OrderPatch): Promise<OrderRow> {
  requirePolicy(tx, 'orders.plan');
  const order = await lockOrder(tx.knex, orderId);
  requireStatus(order, ['Draft', 'Planned', ...(quantity === undefined ? (['Released', 'InProgress', 'Paused'] as const) : [])], 'changed like this');
  const change: Partial<OrderRow> = {
    ...(dueDate === undefined ? {} : { due_date: dueDate, original_due_date: order.original_due_date ?? dueDate }),
    ...(priority === undefined ? {} : { priority }),
    ...(quantity === undefined ? {} : { quantity: await scaleRequirements(tx, order, Quantity.of(quantity, order.unit)) }),
  };
  const after = await changeOrder(tx, order, change);
  await recordEvent(tx, 'order.changed', { orderId }, change);
  tx.audit('order.changed', { type: 'order', id: orderId }, { before: order, change });
  return after;
}

async function scaleRequirements(tx: Tx, order: OrderRow, wanted: Quantity): Promise<string> {
  if (!wanted.isPositive())
    throw new Refusal({ code: 'quantity-not-positive', status: 422, title: 'Nothing to make', detail: `Order ${order.id} cannot ask for ${wanted.toString()}.`, field: 'quantity', params: { quantity: wanted.amount } });
  const planned = Quantity.of(order.quantity, order.unit);
  const requirements = await tx.knex<MaterialRequirementRow>('material_requirement').where({ order_id: order.id }).whereNotNull('material_use');
  for (const row of requirements) {
    const { amount } = Quantity.of(row.quantity, row.unit!).scaledBy(wanted, planned);
    await tx.knex<MaterialRequirementRow>('material_requirement').where({ id: row.id }).update({ quantity: amount });
  }
  return wanted.amount;
}
