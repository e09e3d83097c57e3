import type { Knex } from 'knex';
import { migrations } from './migrations/index.ts';

/** Seconds that a starting process waits for another one that is migrating. */
const lockTimeoutSeconds = 120;

/**
 * Applies the migrations that are missing, in order. Not knex's own migrator: that one keeps its lock in a table, where
 * a process that is killed while migrating leaves it for ever. SQLite: one transaction, all or nothing. MySQL commits at
 * each table, so a migration that was cut off is run again and skips the tables that are there.
 */
export async function migrate(writer: Knex, dialect: 'sqlite' | 'mysql', now: () => string): Promise<void> {
  await writer.transaction(async (knex) => {
    if (dialect === 'sqlite') return await applyMissing(knex, now);
    const [rows] = (await knex.raw("SELECT GET_LOCK(CONCAT('takt-migrate-', DATABASE()), ?) AS locked", [lockTimeoutSeconds])) as [{ locked: number }[]];
    if (rows[0]?.locked !== 1) throw new Error(`another process has been migrating the database for ${lockTimeoutSeconds} s; look at its log`);
    try {
      await applyMissing(knex, now);
    } finally {
      await knex.raw("SELECT RELEASE_LOCK(CONCAT('takt-migrate-', DATABASE()))");
    }
  });
}

async function applyMissing(knex: Knex, now: () => string): Promise<void> {
  if (!(await knex.schema.hasTable('migration')))
    await knex.schema.createTable('migration', (table) => {
      table.string('name', 128).primary();
      table.string('applied_at', 24).notNullable();
    });
  const applied = new Set<string>(await knex('migration').pluck('name'));
  for (const { name, up } of migrations) {
    if (applied.has(name)) continue;
    await up(knex);
    await knex('migration').insert({ name, applied_at: now() });
  }
}
