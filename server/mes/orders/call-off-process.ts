import type { Tx } from '../../database/index.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { endHold } from '../quality/release-hold.ts';
import type { HoldRow } from '../quality/hold.ts';

/**
 * Cancels a process with all that it called. Its open tasks leave the worklists at once, and the holds that it was to look
 * after end, because the lot they are about is rejected; the engine follows by the outbox. What a person has completed
 * already and the engine has not heard of yet is left to the engine's own word.
 */
export async function callOffProcess(tx: Tx, rootKey: string): Promise<void> {
  const called: string[] = await tx.knex('process_instance').where({ root_key: rootKey }).pluck('key');
  const keys = [...new Set([rootKey, ...called])];
  const tasks = (await tx.knex('user_task').whereIn('process_instance_key', keys).where({ status: 'created' }).select('key', 'work_center_id')) as { key: string; work_center_id: string | null }[];
  await tx.knex('user_task').whereIn('key', tasks.map(({ key }) => key)).update({ status: 'canceled', ended_at: tx.now() });
  for (const { key, work_center_id: workCenterId } of tasks) tx.live(workCenterId === null ? 'worklist' : `worklist:${workCenterId}`, { key, status: 'canceled' });
  for (const hold of await tx.knex<HoldRow>('hold').whereIn('process_instance_key', keys).whereNull('released_at')) await endHold(tx, hold, 'Scrap');
  await enqueue(tx, { kind: 'engine', dedupeKey: `cancel-instance:${rootKey}`, payload: { op: 'cancel-instance', key: rootKey } });
}
