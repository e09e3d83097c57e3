import type { Knex } from 'knex';
import { mayActAs } from '../http/index.ts';
import type { Caller, Role } from '../http/index.ts';
import { Refusal, notFound } from '../refusal.ts';

export interface TaskRow {
  key: string;
  process_instance_key: string;
  bpmn_process_id: string;
  element_id: string;
  element_name: string | null;
  form_id: string | null;
  kind: 'native' | 'job';
  status: 'created' | 'completing' | 'completed' | 'canceled';
  assignee: string | null;
  candidate_groups: string;
  due_date: string | null;
  variables: string;
  job_order_id: string | null;
  work_center_id: string | null;
  lot_id: string | null;
  order_id: string | null;
  ticket_id: string | null;
  hold_id: string | null;
  created_at: string;
  ended_at: string | null;
  completed_by: string | null;
  submission: string | null;
}

export function groupsOf(row: Pick<TaskRow, 'candidate_groups'>): Role[] {
  return JSON.parse(row.candidate_groups) as Role[];
}

/** Whether the task is for somebody with these roles; one without groups is for everybody. */
export function isFor(row: Pick<TaskRow, 'candidate_groups'>, roles: readonly Role[]): boolean {
  const groups = groupsOf(row);
  return groups.length === 0 || mayActAs(roles, groups);
}

/** @throws Refusal not-allowed */
export function refuseOthers(row: TaskRow, roles: readonly Role[]): void {
  if (isFor(row, roles)) return;
  throw new Refusal({ code: 'not-allowed', status: 403, title: 'Not allowed', detail: `This task is for: ${groupsOf(row).join(', ')}.`, nextStep: 'Ask somebody who has one of these roles.', params: { roles: groupsOf(row) } });
}

/** @throws Refusal unknown-task */
export async function findTask(knex: Knex, key: string): Promise<TaskRow> {
  const row = await knex<TaskRow>('user_task').where({ key }).first();
  if (row === undefined) throw notFound('task', key);
  return row;
}

/** The open task, locked. @throws Refusal unknown-task, task-gone */
export async function lockTask(knex: Knex.Transaction, key: string): Promise<TaskRow> {
  const row = await knex<TaskRow>('user_task').where({ key }).forUpdate().first();
  if (row === undefined) throw notFound('task', key);
  return row;
}

export function gone(row: TaskRow): Refusal {
  return row.status === 'canceled'
    ? new Refusal({ code: 'task-cancelled', status: 409, title: 'Task cancelled', detail: 'The process does not need this task any more.', nextStep: 'Go back to your list.' })
    : new Refusal({ code: 'task-done', status: 409, title: 'Task done', detail: 'Somebody has completed this task already.', nextStep: 'Go back to your list.', params: { by: row.completed_by } });
}

export type Person = Pick<Caller, 'personId' | 'roles'>;
