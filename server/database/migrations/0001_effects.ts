import type { Knex } from 'knex';
import { createTable } from './columns.ts';

/** What must happen exactly once, what was told to whom, and who did what. */
export async function up(knex: Knex): Promise<void> {
  await createTable(knex, 'outbox', (c) => {
    c.id('id').primary();
    c.word('kind').notNullable();
    c.table.string('dedupe_key', 255).notNullable();
    c.json('payload').notNullable();
    c.word('status').notNullable();
    c.integer('attempts').notNullable().defaultTo(0);
    c.time('next_attempt_at').notNullable();
    c.text('last_error');
    c.json('result');
    c.time('created_at').notNullable();
    c.time('done_at');
    c.unique('dedupe_key');
    c.index('status', 'next_attempt_at');
  });
  await createTable(knex, 'job_effect', (c) => {
    c.key('job_key').primary();
    c.table.string('type', 128).notNullable();
    c.json('result').notNullable();
    c.time('at').notNullable();
  });
  await createTable(knex, 'idempotency_key', (c) => {
    c.id('key').notNullable();
    c.id('person_id').notNullable();
    c.id('request_hash').notNullable();
    c.json('response');
    c.time('created_at').notNullable();
    c.table.primary(['key', 'person_id']);
    c.index('created_at');
  });
  await createTable(knex, 'live_event', (c) => {
    c.table.bigIncrements('id');
    c.id('topic').notNullable();
    c.json('payload').notNullable();
    c.time('at').notNullable();
    c.index('at');
  });
  await createTable(knex, 'audit_entry', (c) => {
    c.id('id').primary();
    c.time('at').notNullable();
    c.id('actor').notNullable();
    c.word('source').notNullable();
    c.id('action').notNullable();
    c.word('target_type').notNullable();
    c.id('target_id').notNullable();
    c.json('details').notNullable();
    c.index('target_type', 'target_id', 'at');
    c.index('actor', 'at');
  });
}
