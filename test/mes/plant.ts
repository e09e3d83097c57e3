import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { Database, Tx } from '../../server/database/index.ts';
import { defineEquipment } from '../../server/mes/equipment/define-equipment.ts';
import { receiveLot } from '../../server/mes/lots/receive-lot.ts';
import { defineMaterial } from '../../server/mes/materials/define-material.ts';
import { createOrder } from '../../server/mes/orders/create-order.ts';
import type { JobOrderRow } from '../../server/mes/orders/order.ts';
import { releaseOrder } from '../../server/mes/orders/release-order.ts';
import { weighSubmissionSchema } from '../../server/mes/orders/schema.ts';
import { startOperation } from '../../server/mes/orders/start-operation.ts';
import { startOrder } from '../../server/mes/orders/start-order.ts';
import { weighComponent } from '../../server/mes/orders/weigh-component.ts';
import { Refusal } from '../../server/mes/refusal.ts';

/** One area with two work centres, two described components with stock, and a product. */
export async function layOutPlant(tx: Tx): Promise<void> {
  await defineEquipment(tx, { id: 'ACME', level: 'Enterprise' });
  for (const id of ['BOX1', 'BOX3']) await defineEquipment(tx, { id, level: 'WorkCenter', parentId: 'ACME' });
  for (const id of ['SALT', 'SUGAR', 'MIX']) await defineMaterial(tx, { id, description: { en: id }, baseUnit: 'kg', source: 'api' });
  await receiveLot(tx, { id: 'SALT-1', materialId: 'SALT', quantity: '100', unit: 'kg', expiresAt: '2099-01-01T00:00:00.000Z' });
  await receiveLot(tx, { id: 'SUGAR-1', materialId: 'SUGAR', quantity: '20', unit: 'kg' });
}

/** An order of 5 kg salt at BOX3 and 2 kg sugar at BOX1, not released. */
export async function placeMixOrder(tx: Tx, id: string, dueDate?: string): Promise<void> {
  await createOrder(tx, {
    id, materialId: 'MIX', quantity: '7', unit: 'kg', priority: 50, ...(dueDate === undefined ? {} : { dueDate }),
    lines: [{ materialId: 'SALT', quantity: '5', unit: 'kg', workCenterId: 'BOX3' }, { materialId: 'SUGAR', quantity: '2', unit: 'kg', workCenterId: 'BOX1' }],
  });
}

/** Releases the order and lets its process come up: all operations are ready. Returns them in their order. */
export async function startedJobs(tx: Tx, orderId: string, processInstanceKey = '2251799813685300'): Promise<JobOrderRow[]> {
  await releaseOrder(tx, { orderId });
  const { operations } = await startOrder(tx, { orderId, processInstanceKey });
  for (const { jobOrderId } of operations) await startOperation(tx, { jobOrderId, processInstanceKey });
  return await tx.knex<JobOrderRow>('job_order').where({ order_id: orderId }).orderBy('sequence');
}

export function weigh(tx: Tx, jobOrderId: string, submission: Record<string, unknown>, taskKey = `task-${jobOrderId}`) {
  return weighComponent(tx, { taskKey, jobOrderId, submission: weighSubmissionSchema.parse({ unit: 'kg', ...submission }) });
}

/** The refusal that `work` must end with. */
export async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  try {
    await work;
  } catch (error) {
    expect(error).to.be.instanceOf(Refusal);
    return error as Refusal;
  }
  throw new Error('was accepted but must be refused');
}

/** Everything that a refused change must leave as it was. */
export async function contentOf(database: Database): Promise<Record<string, unknown[]>> {
  const tables = ['material_definition', 'material_lot', 'material_sublot', 'equipment', 'operations_request', 'segment_requirement', 'material_requirement', 'job_order', 'activity', 'activity_input', 'activity_output', 'outbox', 'erp_message', 'live_event', 'audit_entry'];
  const content: Record<string, unknown[]> = {};
  for (const table of tables) content[table] = await database.knex(table);
  return content;
}

export function b2mmlFile(name: string): string {
  return path.resolve(import.meta.dirname, '../fixtures/b2mml', name);
}

export function b2mml(name: string): string {
  return readFileSync(b2mmlFile(name), 'utf8');
}
