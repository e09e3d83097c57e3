import type { Tx } from '../../database/index.ts';
import { Quantity } from '../quantity.ts';
import { Refusal } from '../refusal.ts';
import { changeOrder, recordEvent } from './change-order.ts';
import type { MaterialRequirementRow, OrderRow, SegmentRow } from './order.ts';

export interface SegmentInput {
  readonly processSegmentId: string | null;
  readonly workCenterId: string | null;
  readonly properties: Readonly<Record<string, string>>;
  readonly materials: readonly MaterialInput[];
  readonly segments: readonly SegmentInput[];
}

export interface MaterialInput {
  readonly materialId: string;
  readonly lotId: string | null;
  readonly sublotId: string | null;
  readonly materialUse: 'Consumed' | 'Produced' | null;
  readonly quantity: string;
  readonly unit: string;
  readonly locationId: string | null;
  readonly lineIndex: string | null;
  readonly properties: Readonly<Record<string, string>>;
}

export interface PlaceOrderInput {
  readonly id: string;
  readonly source: OrderRow['source'];
  readonly externalId: string | null;
  readonly materialId: string;
  readonly quantity: string;
  readonly unit: string;
  /** undefined: as it is; null: none. */
  readonly dueDate?: string | null;
  readonly priority?: number;
  readonly segments: readonly SegmentInput[];
}

/**
 * Stores an order with its requirements, or brings one up to date that was not released yet. The same order again
 * changes nothing.
 * @throws Refusal order-already-released when the order changed after its release
 */
export async function placeOrder(tx: Tx, input: PlaceOrderInput): Promise<'created' | 'updated' | 'same'> {
  const made = Quantity.of(input.quantity, input.unit);
  if (!made.isPositive())
    throw new Refusal({ code: 'quantity-not-positive', status: 422, title: 'Nothing to make', detail: `Order ${input.id} asks for ${made.toString()}.`, field: 'quantity', params: { quantity: made.amount } });
  const { segments, requirements } = rowsOf(input);
  const before = await tx.knex<OrderRow>('operations_request').where({ id: input.id }).forUpdate().first();
  if (before === undefined) {
    const dueDate = input.dueDate ?? null;
    const order: OrderRow = {
      id: input.id, source: input.source, external_id: input.externalId, material_id: input.materialId, quantity: made.amount, unit: made.unit,
      status: input.source === 'erp' ? 'Planned' : 'Draft', priority: input.priority ?? 50, due_date: dueDate, original_due_date: dueDate,
      route_version: null, frozen: null, process_instance_key: null, command_id: null, lot_id: null, good_quantity: null, scrap_quantity: null,
      released_at: null, started_at: null, completed_at: null, created_at: tx.now(), updated_at: tx.now(), version: 1,
    };
    await tx.knex('operations_request').insert(order);
    await insertRows(tx, segments, requirements);
    await recordEvent(tx, 'order.created', { orderId: input.id }, { source: input.source, quantity: made.amount, unit: made.unit });
    tx.audit('order.created', { type: 'order', id: input.id }, { input });
    for (const topic of ['orders', `order:${input.id}`]) tx.live(topic, { orderId: input.id, status: order.status });
    return 'created';
  }

  const change = {
    material_id: input.materialId, quantity: made.amount, unit: made.unit,
    ...(input.dueDate === undefined ? {} : { due_date: input.dueDate, original_due_date: before.original_due_date ?? input.dueDate }),
    ...(input.priority === undefined ? {} : { priority: input.priority }),
  };
  const sameOrder = Object.entries(change).every(([column, value]) => before[column as keyof OrderRow] === value);
  const there = {
    segments: await tx.knex<SegmentRow>('segment_requirement').where({ order_id: input.id }).orderBy('sequence'),
    requirements: await tx.knex<MaterialRequirementRow>('material_requirement').where({ order_id: input.id }).orderBy('sequence'),
  };
  if (sameOrder && same(there.segments, segments) && same(there.requirements, requirements)) return 'same';
  if (before.status !== 'Draft' && before.status !== 'Planned')
    throw new Refusal({
      code: 'order-already-released', status: 409, title: 'Order already released',
      detail: `Order ${input.id} is ${before.status}; its requirements were frozen when it was released, and this differs from them.`,
      nextStep: 'Cancel the order, or send the change as a new order.', params: { orderId: input.id, status: before.status },
    });
  await tx.knex('material_requirement').where({ order_id: input.id }).delete();
  await tx.knex('segment_requirement').where({ order_id: input.id }).delete();
  await insertRows(tx, segments, requirements);
  await changeOrder(tx, before, change);
  await recordEvent(tx, 'order.updated', { orderId: input.id }, { source: input.source });
  tx.audit('order.updated', { type: 'order', id: input.id }, { input });
  return 'updated';
}

async function insertRows(tx: Tx, segments: readonly SegmentRow[], requirements: readonly MaterialRequirementRow[]): Promise<void> {
  await tx.knex.batchInsert('segment_requirement', [...segments], 50);
  await tx.knex.batchInsert('material_requirement', [...requirements], 50);
}

/** The rows of the tree of segments; their ids follow from their place in it, so that the same order has the same rows. */
function rowsOf({ id: orderId, segments: roots }: PlaceOrderInput): { segments: SegmentRow[]; requirements: MaterialRequirementRow[] } {
  const segments: SegmentRow[] = [];
  const requirements: MaterialRequirementRow[] = [];
  const visit = (segment: SegmentInput, parentId: string | null): void => {
    const id = `${orderId}/${segments.length + 1}`;
    segments.push({
      id, order_id: orderId, parent_id: parentId, sequence: segments.length + 1, process_segment_id: segment.processSegmentId,
      work_center_id: segment.workCenterId, properties: JSON.stringify(segment.properties),
    });
    for (const material of segment.materials) {
      const quantity = Quantity.of(material.quantity, material.unit);
      requirements.push({
        id: `${orderId}//${requirements.length + 1}`, order_id: orderId, segment_id: id, material_id: material.materialId, lot_id: material.lotId,
        sublot_id: material.sublotId, material_use: material.materialUse, quantity: quantity.amount, unit: quantity.unit, location_id: material.locationId,
        line_index: material.lineIndex, sequence: requirements.length + 1, properties: JSON.stringify(material.properties),
      });
    }
    for (const child of segment.segments) visit(child, id);
  };
  for (const root of roots) visit(root, null);
  return { segments, requirements };
}

function same<Row extends object>(there: readonly Row[], wanted: readonly Row[]): boolean {
  return (
    there.length === wanted.length &&
    wanted.every((row, index) => (Object.keys(row) as (keyof Row)[]).every((column) => there[index]![column] === row[column]))
  );
}
