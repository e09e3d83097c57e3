import type { Knex } from 'knex';
import type { Role } from '../http/index.ts';
import { localizedSchema } from '../localized.ts';
import type { JobOrderRow } from '../orders/order.ts';
import { blocksOfTask } from './blocks.ts';
import type { TaskItem } from './schema.ts';
import { groupsOf, isFor } from './task.ts';
import type { TaskRow } from './task.ts';

const limit = 200;

export interface WorklistFilter {
  readonly workCenterId?: string | undefined;
  readonly orderId?: string | undefined;
  readonly status?: 'open' | 'done' | undefined;
}

/** The tasks for somebody with these roles: open ones with the urgent and then the oldest first, done ones with the last first. */
export async function listTasks(knex: Knex, { workCenterId, orderId, status = 'open' }: WorklistFilter, roles: readonly Role[]): Promise<TaskItem[]> {
  const rows = await knex<TaskRow>('user_task').modify((select) => {
    if (status === 'open') void select.where({ status: 'created' }).orderBy('created_at');
    else void select.where({ status: 'completed' }).orderBy('created_at', 'desc');
    if (workCenterId !== undefined) void select.where({ work_center_id: workCenterId });
    if (orderId !== undefined) void select.where({ order_id: orderId });
  }).limit(limit);
  const items = await presentTasks(knex, rows.filter((row: TaskRow) => isFor(row, roles)));
  return status === 'open' ? items.sort((a, b) => (b.priority ?? 50) - (a.priority ?? 50) || a.createdAt.localeCompare(b.createdAt) || (a.sequence ?? 0) - (b.sequence ?? 0)) : items;
}

/** Tasks with what they are about: the operation's material, target and tolerance, and why they are blocked. */
export async function presentTasks(knex: Knex, rows: readonly TaskRow[]): Promise<TaskItem[]> {
  const jobs = await byId<JobOrderRow>(knex, 'job_order', rows.map((row) => row.job_order_id));
  const orders = await byId<{ id: string; priority: number; due_date: string | null }>(knex, 'operations_request', rows.map((row) => row.order_id));
  const materials = await byId<{ id: string; description: string }>(knex, 'material_definition', [...jobs.values()].map((job) => job.material_id));
  return await Promise.all(rows.map(async (row) => {
    const job = row.job_order_id === null ? undefined : jobs.get(row.job_order_id);
    const order = row.order_id === null ? undefined : orders.get(row.order_id);
    const description = job === undefined ? undefined : materials.get(job.material_id)?.description;
    const name = description === undefined ? undefined : localizedSchema.safeParse(JSON.parse(description));
    const weighing = row.hold_id === null ? job : undefined;
    return {
      key: row.key, name: row.element_name ?? row.element_id, status: row.status, formId: row.form_id, bpmnProcessId: row.bpmn_process_id, processInstanceKey: row.process_instance_key,
      workCenterId: row.work_center_id, orderId: row.order_id, lotId: row.lot_id, jobOrderId: row.job_order_id, ticketId: row.ticket_id, holdId: row.hold_id,
      equipmentId: textOf(row.variables, 'equipmentId'), assignee: row.assignee, candidateGroups: groupsOf(row), createdAt: row.created_at,
      dueDate: row.due_date ?? order?.due_date ?? null, priority: order?.priority ?? null,
      material: weighing === undefined ? null : { id: weighing.material_id, name: name?.success === true ? name.data : null },
      target: weighing?.target_quantity ?? null, unit: weighing?.unit ?? null,
      tolerance: weighing === undefined ? null : { lower: weighing.tolerance_lower, upper: weighing.tolerance_upper }, sequence: weighing?.sequence ?? null,
      blocked: row.status === 'created' ? await blocksOfTask(knex, row) : [],
    };
  }));
}

async function byId<Row extends { id: string }>(knex: Knex, table: string, ids: readonly (string | null)[]): Promise<Map<string, Row>> {
  const rows = (await knex(table).whereIn('id', [...new Set(ids.filter((id) => id !== null))])) as Row[];
  return new Map(rows.map((row) => [row.id, row]));
}

function textOf(json: string, name: string): string | null {
  const value = (JSON.parse(json) as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : null;
}
