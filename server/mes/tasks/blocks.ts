import type { Knex } from 'knex';
import { blocksOfJobOrder } from '../orders/blocked-work.ts';
import type { Block } from '../orders/blocked-work.ts';
import type { TaskRow } from './task.ts';

/** Why nobody may do the task now. Deciding a hold is not blocked by it. */
export async function blocksOfTask(knex: Knex, task: Pick<TaskRow, 'job_order_id' | 'hold_id'>): Promise<Block[]> {
  return task.job_order_id === null || task.hold_id !== null ? [] : await blocksOfJobOrder(knex, task.job_order_id);
}
