import type { Knex } from 'knex';
import { createTable } from './columns.ts';

/** Holds, tickets and the mails they send. */
export async function up(knex: Knex): Promise<void> {
  await createTable(knex, 'hold', (c) => {
    c.id('id').primary();
    c.word('target_type').notNullable();
    c.id('target_id').notNullable();
    c.id('reason_code').notNullable();
    c.text('reason').notNullable();
    c.id('placed_by').notNullable();
    c.time('placed_at').notNullable();
    c.id('released_by');
    c.time('released_at');
    c.word('disposition');
    c.key('process_instance_key');
    c.id('job_order_id');
    c.json('details');
    c.id('dedupe_key');
    c.unique('dedupe_key');
    c.index('target_type', 'target_id');
    c.index('released_at');
  });
  await createTable(knex, 'ticket', (c) => {
    c.id('id').primary();
    c.id('equipment_id');
    c.word('severity').notNullable();
    c.word('type').notNullable();
    c.line('title').notNullable();
    c.text('description').notNullable();
    c.word('status').notNullable();
    c.word('oee_impact');
    c.time('opened_at').notNullable();
    c.id('opened_by').notNullable();
    c.time('acknowledged_at');
    c.line('acknowledged_by');
    c.time('closed_at');
    c.line('closed_by');
    c.json('resolution');
    c.integer('escalation_level').notNullable().defaultTo(0);
    c.key('process_instance_key');
    c.id('dedupe_key');
    c.unique('dedupe_key');
    c.index('status', 'opened_at');
    c.index('equipment_id');
  });
  await createTable(knex, 'ticket_event', (c) => {
    c.id('id').primary();
    c.id('ticket_id').notNullable();
    c.word('kind').notNullable();
    c.time('at').notNullable();
    c.line('by').notNullable();
    c.text('text');
    c.json('details').notNullable();
    c.index('ticket_id', 'at');
  });
  await createTable(knex, 'mail_message', (c) => {
    c.id('id').primary();
    c.text('to').notNullable();
    c.line('subject').notNullable();
    c.text('html');
    c.text('text').notNullable();
    c.id('ticket_id');
    c.time('created_at').notNullable();
    c.time('sent_at');
    c.word('status').notNullable();
    c.line('message_id');
    c.id('dedupe_key');
    c.unique('dedupe_key');
    c.index('ticket_id');
    c.index('created_at');
  });
}
