import type { Knex } from 'knex';
import { z } from 'zod';
import type { Tx } from '../../database/index.ts';
import { requirePolicy } from '../policy.ts';
import { Refusal, notFound } from '../refusal.ts';
import { outboxChannel } from './enqueue.ts';

export const refusedEffectSchema = z.object({
  id: z.string(), kind: z.string(),
  /** What was to happen, such as complete-user-task, create-instance, or the kind where it has no more words. */
  effect: z.string(),
  /** When it was decided. */
  at: z.string(), attempts: z.number(), error: z.string(),
  /** What it was about, as far as known. */
  taskKey: z.string().nullable(), taskName: z.string().nullable(), orderId: z.string().nullable(), lotId: z.string().nullable(), jobOrderId: z.string().nullable(),
});
export type RefusedEffect = z.output<typeof refusedEffectSchema>;

interface OutboxRow {
  readonly id: string;
  readonly kind: string;
  readonly payload: string;
  readonly status: string;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly created_at: string;
}

interface TaskRow {
  readonly key: string;
  readonly element_name: string | null;
  readonly element_id: string;
  readonly order_id: string | null;
  readonly lot_id: string | null;
  readonly job_order_id: string | null;
}

const shownMax = 200;
/** The payload stays here: a mail's holds links that act for its reader. */
const payloadSchema = z.looseObject({ op: z.string().optional(), userTaskKey: z.string().optional(), orderId: z.string().optional(), ticketId: z.string().nullish(), variables: z.record(z.string(), z.unknown()).optional() });

/** Effects on the outside that were refused for good and that nobody has settled, newest first. What the plant booked with them stands. */
export async function refusedEffects(knex: Knex): Promise<RefusedEffect[]> {
  const rows = (await knex('outbox').where({ status: 'dead' }).orderBy('id', 'desc').limit(shownMax)) as OutboxRow[];
  const payloads = new Map(rows.map((row) => [row.id, payloadSchema.parse(JSON.parse(row.payload))]));
  const taskKeys = [...payloads.values()].flatMap(({ userTaskKey }) => (userTaskKey === undefined ? [] : [userTaskKey]));
  const tasks = new Map(((await knex('user_task').whereIn('key', taskKeys).select('key', 'element_name', 'element_id', 'order_id', 'lot_id', 'job_order_id')) as TaskRow[]).map((task) => [task.key, task]));
  return rows.map((row) => {
    const payload = payloads.get(row.id)!;
    const task = payload.userTaskKey === undefined ? undefined : tasks.get(payload.userTaskKey);
    const ofVariables = (name: string) => {
      const value = payload.variables?.[name];
      return typeof value === 'string' ? value : null;
    };
    return {
      id: row.id, kind: row.kind, effect: payload.op ?? row.kind, at: row.created_at, attempts: row.attempts, error: row.last_error ?? '',
      taskKey: payload.userTaskKey ?? null, taskName: task?.element_name ?? task?.element_id ?? null, orderId: task?.order_id ?? payload.orderId ?? ofVariables('orderId'),
      lotId: task?.lot_id ?? ofVariables('lotId'), jobOrderId: task?.job_order_id ?? null,
    };
  });
}

/** Sends a refused effect once more, after somebody has mended what was in its way. @throws Refusal unknown-effect, effect-not-refused */
export async function retryEffect(tx: Tx, id: string): Promise<void> {
  requirePolicy(tx, 'effects.retry');
  await settle(tx, id, { status: 'pending', next_attempt_at: tx.now() });
  tx.audit('outbox.retried', { type: 'outbox', id });
  tx.notify(outboxChannel);
}

/** Takes a refused effect off the list: somebody has settled it by hand. @throws Refusal unknown-effect, effect-not-refused */
export async function dismissEffect(tx: Tx, id: string, reason: string): Promise<void> {
  requirePolicy(tx, 'effects.dismiss');
  await settle(tx, id, { status: 'dismissed', done_at: tx.now() });
  tx.audit('outbox.dismissed', { type: 'outbox', id }, { reason });
}

async function settle(tx: Tx, id: string, change: Record<string, string>): Promise<void> {
  const row = (await tx.knex('outbox').where({ id }).forUpdate().first('status')) as Pick<OutboxRow, 'status'> | undefined;
  if (row === undefined) throw notFound('effect', id);
  if (row.status !== 'dead')
    throw new Refusal({ code: 'effect-not-refused', status: 409, title: 'Nothing to settle', detail: 'This was not refused, or somebody has settled it already.', params: { id, status: row.status } });
  await tx.knex('outbox').where({ id }).update(change);
  tx.live('notifications', { id: `effect:${id}`, change: change.status });
}
