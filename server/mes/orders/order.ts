import type { Knex } from 'knex';
import { notFound } from '../refusal.ts';

export type OrderStatus = 'Draft' | 'Planned' | 'Released' | 'InProgress' | 'Paused' | 'Completed' | 'Closed' | 'Cancelled';
export type JobOrderStatus = 'Waiting' | 'Ready' | 'InProgress' | 'Paused' | 'Done' | 'Skipped' | 'Cancelled';

export interface OrderRow {
  id: string;
  source: 'erp' | 'api' | 'csv' | 'demo';
  external_id: string | null;
  material_id: string;
  quantity: string;
  unit: string;
  status: OrderStatus;
  priority: number;
  due_date: string | null;
  original_due_date: string | null;
  route_version: number | null;
  frozen: string | null;
  process_instance_key: string | null;
  command_id: string | null;
  lot_id: string | null;
  good_quantity: string | null;
  scrap_quantity: string | null;
  released_at: string | null;
  started_at: string | null;
  completed_at: string | null;
  created_at: string;
  updated_at: string;
  version: number;
}

export interface SegmentRow {
  id: string;
  order_id: string;
  parent_id: string | null;
  sequence: number;
  process_segment_id: string | null;
  work_center_id: string | null;
  properties: string;
}

export interface MaterialRequirementRow {
  id: string;
  order_id: string;
  segment_id: string;
  material_id: string;
  lot_id: string | null;
  sublot_id: string | null;
  material_use: 'Consumed' | 'Produced' | null;
  quantity: string;
  unit: string | null;
  location_id: string | null;
  line_index: string | null;
  sequence: number;
  properties: string;
}

export interface JobOrderRow {
  id: string;
  order_id: string;
  lot_id: string | null;
  segment_requirement_id: string | null;
  material_requirement_id: string | null;
  material_id: string;
  operation: string;
  sequence: number;
  work_center_id: string;
  work_unit_id: string | null;
  status: JobOrderStatus;
  target_quantity: string;
  unit: string;
  tolerance_lower: string;
  tolerance_upper: string;
  actual_quantity: string | null;
  element_instance_key: string | null;
  process_instance_key: string | null;
  started_at: string | null;
  ended_at: string | null;
  version: number;
}

/** @throws Refusal unknown-order */
export async function getOrderRow(knex: Knex, id: string): Promise<OrderRow> {
  const row = await knex<OrderRow>('operations_request').where({ id }).first();
  if (row === undefined) throw notFound('order', id);
  return row;
}

/** The order, locked until the end of the transaction. @throws Refusal unknown-order */
export async function lockOrder(knex: Knex.Transaction, id: string): Promise<OrderRow> {
  const row = await knex<OrderRow>('operations_request').where({ id }).forUpdate().first();
  if (row === undefined) throw notFound('order', id);
  return row;
}

/** The job order, locked until the end of the transaction. @throws Refusal unknown-job-order */
export async function lockJobOrder(knex: Knex.Transaction, id: string): Promise<JobOrderRow> {
  const row = await knex<JobOrderRow>('job_order').where({ id }).forUpdate().first();
  if (row === undefined) throw notFound('job order', id);
  return row;
}
