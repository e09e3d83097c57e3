import type { Logger } from 'pino';
import type { Database } from '../database/index.ts';
import type { LiveHub } from '../mes/live/index.ts';
import { removeOldSamples } from '../mes/signals/index.ts';

const everyMs = 60 * 60 * 1000;
const idempotencyKeptMs = 48 * 60 * 60 * 1000;

/** Clears away, each hour, what nobody can use any more: ended sessions, old live events, old idempotency keys, samples of a quarter ago. Returns the way to stop. */
export function startHousekeeping(database: Database, hub: Pick<LiveHub, 'removeOld'>, log: Logger): () => void {
  const clear = async () => {
    await hub.removeOld();
    await removeOldSamples(database);
    await database.transaction('system', async (tx) => {
      await tx.knex('session').where('expires_at', '<', tx.now()).delete();
      await tx.knex('idempotency_key').where('created_at', '<', new Date(Date.parse(tx.now()) - idempotencyKeptMs).toISOString()).delete();
    });
  };
  const timer = setInterval(() => {
    clear().catch((error: unknown) => log.warn({ err: error }, 'housekeeping failed; it is tried again in an hour'));
  }, everyMs).unref();
  return () => clearInterval(timer);
}
