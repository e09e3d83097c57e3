import { enqueue } from '../../server/mes/outbox/enqueue.ts';
import type { Job } from '../runtime/connector.ts';
import type { Effects, Outbox } from '../runtime/effects.ts';
import type { Transact, Tx } from './transaction.ts';

async function find(tx: Tx, job: Job): Promise<{ result: string } | undefined> {
  return await tx.knex<{ job_key: string; result: string }>('job_effect').where({ job_key: job.key }).first('result');
}

/** Does a job's effect in `tx` once: a second delivery of the job gets the first one's result and changes nothing. */
export async function once<Result>(tx: Tx, job: Job, effect: () => Promise<Result>): Promise<Result> {
  const done = await find(tx, job);
  if (done !== undefined) return JSON.parse(done.result) as Result;
  const result = await effect();
  await tx.knex('job_effect').insert({ job_key: job.key, type: job.type, result: JSON.stringify(result ?? null), at: tx.now() });
  return result;
}

/** Effects outside the database, remembered in it once they are done. */
export const effectsIn = (transact: Transact): Effects => ({
  async remember(job, effect) {
    const done = await transact((tx) => find(tx, job));
    if (done !== undefined) return JSON.parse(done.result) as Awaited<ReturnType<typeof effect>>;
    const result = await effect();
    return await transact((tx) => once(tx, job, () => Promise.resolve(result)));
  },
});

export const outboxIn = (transact: Transact): Outbox => ({
  async enqueue(entry) {
    await transact((tx) => enqueue(tx, entry));
  },
});
