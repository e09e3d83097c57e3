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
/** A process that claimed an entry and died leaves it to the others after this time. */
const claimMs = 60_000;

/**
 * Delivers what transactions put into the outbox: at once after their commit, again with growing pauses while the receiver
 * cannot be reached, and never again (`dead`, shown to the engineer) when it refuses for good. An entry is claimed before it
 * is delivered, so several processes can run; one that was being delivered when its process died is delivered again, and
 * the deliverer sees by `attempts` that the effect may be there already.
 */
export function startOutbox({ database, deliverers, log, pollMs = 1_000, parallelMax = 8 }: OutboxOptions): Outbox {
  const kinds = Object.keys(deliverers) as OutboxKind[];
  const under = new Set<Promise<void>>();
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
    while (!stopped && under.size < parallelMax) {
      const claimed = await claim(database, kinds, parallelMax - under.size);
      if (claimed.length === 0) return;
      for (const row of claimed) {
        const delivery: Promise<void> = deliver(database, deliverers[row.kind]!, row, log).finally(() => {
          under.delete(delivery);
          wake();
        });
        under.add(delivery);
      }
    }
  };

  const forget = database.onNotify(outboxChannel, wake);
  const timer = setInterval(wake, pollMs);
  wake();
  return {
    async stop() {
      stopped = true;
      forget();
      clearInterval(timer);
      await looking;
      await Promise.all(under);
    },
  };
}

/** Marks due entries as being sent and returns them; `next_attempt_at` of such an entry is when its claim runs out. */
async function claim(database: Database, kinds: readonly OutboxKind[], limit: number): Promise<Row[]> {
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
      await tx.knex('outbox').where({ id: row.id }).update(change);
      tx.live('outbox', { id: row.id, kind: row.kind, status: change.status });
    });
  } catch (error) {
    log.error({ err: error, dedupeKey: row.dedupe_key }, 'the outcome of an outbox entry could not be stored; it will be delivered again');
  }
}
