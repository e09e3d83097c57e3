import type { Tx } from '../../database/index.ts';
import { Refusal } from '../refusal.ts';
import { blocksOfTask } from './blocks.ts';
import { refuseClaimedByOther } from './complete-task.ts';
import { gone, lockTask, refuseOthers } from './task.ts';
import type { Person, TaskRow } from './task.ts';

/** Takes a task for oneself. @throws Refusal task-claimed, or the reason why it is blocked */
export async function claimTask(tx: Tx, { key, person }: { key: string; person: Person }): Promise<void> {
  const task = await lockTask(tx.knex, key);
  refuseOthers(task, person.roles);
  if (task.status !== 'created') throw gone(task);
  refuseClaimedByOther(task, person.personId);
  const [block] = await blocksOfTask(tx.knex, task);
  if (block !== undefined) throw new Refusal({ ...block, status: 409, title: 'Work is blocked', nextStep: 'Wait until it is released, or ask your supervisor.' });
  await assign(tx, task, person.personId);
}

/** Gives a task back; a supervisor may give back somebody else's. */
export async function unclaimTask(tx: Tx, { key, person }: { key: string; person: Person }): Promise<void> {
  const task = await lockTask(tx.knex, key);
  refuseOthers(task, person.roles);
  if (task.status !== 'created') throw gone(task);
  if (!person.roles.includes('supervisor') && !person.roles.includes('admin')) refuseClaimedByOther(task, person.personId);
  await assign(tx, task, null);
}

async function assign(tx: Tx, task: TaskRow, assignee: string | null): Promise<void> {
  await tx.knex<TaskRow>('user_task').where({ key: task.key }).update({ assignee });
  tx.audit(assignee === null ? 'task.unclaimed' : 'task.claimed', { type: 'task', id: task.key }, { before: task.assignee });
  tx.live(task.work_center_id === null ? 'worklist' : `worklist:${task.work_center_id}`, { key: task.key, assignee });
}
