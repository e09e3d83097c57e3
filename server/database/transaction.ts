import type { Knex } from 'knex';
import { newId } from './ids.ts';

export type Role = 'operator' | 'inspector' | 'maintenance' | 'planner' | 'engineer' | 'supervisor' | 'admin';

/** Who acts: a person with their roles, or the plant itself (`personId: 'system'`), and through what (api, erp, process …). */
export interface Actor {
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly source: string;
}

/** Something that happened under a topic, such as `order:258456`, told to whoever subscribed. */
export interface LiveEvent {
  readonly id: number;
  readonly topic: string;
  readonly payload: unknown;
  readonly at: string;
}

/** One transaction on behalf of one actor. */
export interface Tx {
  readonly knex: Knex.Transaction;
  readonly dialect: 'sqlite' | 'mysql';
  readonly actor: Actor;
  /** The moment of this transaction, ISO 8601 UTC with milliseconds; the same at every call. */
  now(): string;
  newId(): string;
  /** Publishes an event that subscribers of `topic` see after the commit. */
  live(topic: string, payload: unknown): void;
  /** Records who did what; `target` is the type and id of what it was done to. */
  audit(action: string, target: { type: string; id: string }, details?: unknown): void;
  /** Wakes this process's listeners of `channel` after the commit. */
  notify(channel: string): void;
}

export const systemActor: Actor = { personId: 'system', roles: ['admin'], source: 'system' };

interface Outcome<Result> {
  readonly result: Result;
  readonly events: readonly LiveEvent[];
  readonly afterCommit: ReadonlySet<string>;
}

/** Runs `work` once; live events and audit entries are written last, so that their tables are locked as briefly as possible. */
export async function runTransaction<Result>(
  writer: Knex,
  dialect: 'sqlite' | 'mysql',
  clock: () => Date,
  actor: Actor | 'system',
  work: (tx: Tx) => Promise<Result>,
): Promise<Outcome<Result>> {
  const isolation = dialect === 'mysql' ? ({ isolationLevel: 'serializable' } as const) : {};
  return await writer.transaction(async (knex) => {
    const began = clock();
    const now = began.toISOString();
    const who = actor === 'system' ? systemActor : actor;
    const live: { topic: string; payload: unknown }[] = [];
    const audits: Record<string, string>[] = [];
    const channels = new Set<string>();
    const result = await work({
      knex,
      dialect,
      actor: who,
      now: () => now,
      newId: () => newId(began),
      live: (topic, payload) => void live.push({ topic, payload }),
      audit: (action, target, details = {}) =>
        void audits.push({
          id: newId(began), at: now, actor: who.personId, source: who.source, action,
          target_type: target.type, target_id: target.id, details: JSON.stringify(details),
        }),
      notify: (channel) => void channels.add(channel),
    });
    if (audits.length > 0) await knex.batchInsert('audit_entry', audits, 50);
    const events: LiveEvent[] = [];
    for (const { topic, payload } of live) {
      const [id] = await knex('live_event').insert({ topic, payload: JSON.stringify(payload), at: now });
      events.push({ id: Number(id), topic, payload, at: now });
    }
    return { result, events, afterCommit: channels };
  }, isolation);
}
