import type { Database } from '../../database/index.ts';
import { outboxChannel } from './enqueue.ts';
import { PermanentError } from './entry.ts';
import type { Deliver, OutboxEntry, OutboxKind } from './entry.ts';

export interface OutboxOptions {
  readonly database: Database;
  /** Kinds without a deliverer wait until one is configured. */
  readonly deliverers: Readonly<Partial<Record<OutboxKind, Deliver>>>;
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void };
  /** How often the table is looked at for entries of other processes and for retries that are due. */
  readonly pollMs?: number;
  readonly parallelMax?: number;
  /** How long a claim stands; it is renewed while the delivery goes on. */
  readonly claimMs?: number;
}

export interface Outbox {
  /** Waits for the deliveries under way; what was not delivered stays for the next start. */
  stop(): Promise<void>;
}

interface Row {
  id: string;
  kind: OutboxKind;
  dedupe_key: string;
  payload: string;
  status: 'pending' | 'sending' | 'done' | 'dead';
  attempts: number;
  next_attempt_at: string;
  created_at: string;
}

const retryFirstMs = 250;
const retryMaxMs = 60_000;

/**
 * Delivers what transactions put into the outbox: at once after their commit, again with growing pauses while the receiver
 * cannot be reached, and never again (`dead`, shown to the engineer) when it refuses for good. An entry is claimed before it
 * is delivered, so several processes can run; one that was being delivered when its process died is delivered again (at the
 * next start on SQLite, which one process uses, else when its claim runs out), and the deliverer sees by `attempts` that the
 * effect may be there already.
 */
export function startOutbox({ database, deliverers, log, pollMs = 1_000, parallelMax = 8, claimMs = 15_000 }: OutboxOptions): Outbox {
  const kinds = Object.keys(deliverers) as OutboxKind[];
  const under = new Map<string, Promise<void>>();
  let released = database.dialect !== 'sqlite';
  let stopped = false;
  let looking: Promise<void> | undefined;
  let lookAgain = false;

  const wake = (): void => {
    if (stopped) return;
    if (looking !== undefined) {
      lookAgain = true;
      return;
    }
    looking = look()
      .catch((error: unknown) => log.error({ err: error }, 'the outbox could not be read'))
      .finally(() => {
        looking = undefined;
        if (lookAgain) {
          lookAgain = false;
          wake();
        }
      });
  };

  const look = async (): Promise<void> => {
    if (!released) await releaseClaims(database);
    released = true;
    while (!stopped && under.size < parallelMax) {
      const claimed = await claim(database, kinds, parallelMax - under.size, claimMs);
      if (claimed.length === 0) return;
      for (const row of claimed) {
        const delivery: Promise<void> = deliver(database, deliverers[row.kind]!, row, log).finally(() => {
          under.delete(row.id);
          wake();
        });
        under.set(row.id, delivery);
      }
    }
  };

  const forget = database.onNotify(outboxChannel, wake);
  const timer = setInterval(wake, pollMs);
  const renewal = setInterval(() => {
    renew(database, [...under.keys()], claimMs).catch((error: unknown) => log.warn({ err: error }, 'the claims of outbox entries could not be renewed'));
  }, claimMs / 3);
  wake();
  return {
    async stop() {
      stopped = true;
      forget();
      clearInterval(timer);
      await looking;
      await Promise.all(under.values());
      clearInterval(renewal);
    },
  };
}

/** Marks due entries as being sent and returns them; `next_attempt_at` of such an entry is when its claim runs out. */
async function claim(database: Database, kinds: readonly OutboxKind[], limit: number, claimMs: number): Promise<Row[]> {
  const now = database.now();
  const due = (knex: Database['knex']) => knex<Row>('outbox').whereIn('status', ['pending', 'sending']).whereIn('kind', [...kinds]).where('next_attempt_at', '<=', now).orderBy('next_attempt_at').orderBy('id').limit(limit);
  if ((await due(database.knex)).length === 0) return [];
  return await database.transaction('system', async (tx) => {
    const rows: Row[] = await due(tx.knex).forUpdate().modify((query) => void (tx.dialect === 'mysql' && query.skipLocked()));
    const until = new Date(Date.parse(now) + claimMs).toISOString();
    for (const row of rows) await tx.knex<Row>('outbox').where({ id: row.id }).update({ status: 'sending', attempts: row.attempts + 1, next_attempt_at: until });
    return rows;
  });
}

/** Nobody else uses the database, so what is marked as being sent was left by a process that died. */
async function releaseClaims(database: Database): Promise<void> {
  await database.transaction('system', (tx) => tx.knex<Row>('outbox').where({ status: 'sending' }).update({ next_attempt_at: tx.now() }));
}

async function renew(database: Database, ids: readonly string[], claimMs: number): Promise<void> {
  if (ids.length === 0) return;
  const until = new Date(database.clock().getTime() + claimMs).toISOString();
  await database.transaction('system', (tx) => tx.knex<Row>('outbox').whereIn('id', [...ids]).where({ status: 'sending' }).update({ next_attempt_at: until }));
}

async function deliver(database: Database, deliverer: Deliver, row: Row, log: OutboxOptions['log']): Promise<void> {
  const entry: OutboxEntry = { id: row.id, kind: row.kind, dedupeKey: row.dedupe_key, payload: JSON.parse(row.payload), attempts: row.attempts, createdAt: row.created_at };
  let change: Record<string, string | null>;
  try {
    const result = await deliverer(entry);
    change = { status: 'done', done_at: database.now(), result: JSON.stringify(result ?? null), last_error: null };
  } catch (error) {
    const { message } = error as Error;
    if (error instanceof PermanentError) {
      log.error({ err: error, dedupeKey: row.dedupe_key }, 'an outbox entry was refused for good');
      change = { status: 'dead', last_error: message };
    } else {
      log.warn({ err: error, dedupeKey: row.dedupe_key, attempts: row.attempts + 1 }, 'an outbox entry could not be delivered yet');
      const pauseMs = Math.min(retryFirstMs * 2 ** row.attempts, retryMaxMs);
      change = { status: 'pending', last_error: message, next_attempt_at: new Date(database.clock().getTime() + pauseMs).toISOString() };
    }
  }
  try {
    await database.transaction('system', async (tx) => {
      // A claim that ran out meanwhile is another process's: its outcome counts.
      const stored = await tx.knex('outbox').where({ id: row.id, attempts: row.attempts + 1 }).update(change);
      if (stored === 1) tx.live('outbox', { id: row.id, kind: row.kind, status: change.status });
      if (stored === 1 && change.status === 'dead') tx.live('notifications', { id: `effect:${row.id}`, change: 'refused' });
    });
  } catch (error) {
    log.error({ err: error, dedupeKey: row.dedupe_key }, 'the outcome of an outbox entry could not be stored; it will be delivered again');
  }
}
