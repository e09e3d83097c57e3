import type { Knex } from 'knex';
import { createTable } from './columns.ts';

/** People, equipment, signals and what the plant is set to. */
export async function up(knex: Knex): Promise<void> {
  await createTable(knex, 'person', (c) => {
    c.id('id').primary();
    c.id('username').notNullable();
    c.line('name').notNullable();
    c.line('email');
    c.line('password_hash');
    c.line('pin_hash');
    c.word('locale').notNullable().defaultTo('en');
    c.table.integer('active').notNullable().defaultTo(1);
    c.json('roles').notNullable();
    c.unique('username');
  });
  await createTable(knex, 'session', (c) => {
    c.id('sid').primary();
    c.json('data').notNullable();
    c.time('expires_at').notNullable();
    c.index('expires_at');
  });
  await createTable(knex, 'personnel_qualification', (c) => {
    c.id('person_id').notNullable();
    c.id('qualification').notNullable();
    c.integer('level').notNullable().defaultTo(1);
    c.time('valid_until');
    c.table.primary(['person_id', 'qualification']);
  });
  await createTable(knex, 'equipment', (c) => {
    c.id('id').primary();
    c.json('name').notNullable();
    c.word('level').notNullable();
    c.id('parent_id');
    c.id('equipment_class');
    c.word('state').notNullable().defaultTo('Unknown');
    c.time('state_since');
    c.flag('incomplete');
    c.id('connection_id');
    c.index('parent_id');
  });
  await createTable(knex, 'equipment_state', (c) => {
    c.id('id').primary();
    c.id('equipment_id').notNullable();
    c.word('state').notNullable();
    c.time('started_at').notNullable();
    c.time('ended_at');
    c.line('reason');
    c.index('equipment_id', 'started_at');
  });
  await createTable(knex, 'connection', (c) => {
    c.id('id').primary();
    c.word('type').notNullable();
    c.json('config').notNullable();
    c.table.integer('enabled').notNullable().defaultTo(1);
  });
  await createTable(knex, 'tag', (c) => {
    c.id('id').primary();
    c.id('equipment_id').notNullable();
    c.id('connection_id');
    c.word('meaning').notNullable();
    c.word('unit');
    c.json('address').notNullable();
    c.index('equipment_id');
    c.index('connection_id');
  });
  await createTable(knex, 'sample_last', (c) => {
    c.id('tag_id').primary();
    c.line('value');
    c.word('quality').notNullable();
    c.time('source_time').notNullable();
    c.time('received_at').notNullable();
  });
  await createTable(knex, 'sample', (c) => {
    c.id('tag_id').notNullable();
    c.time('source_time').notNullable();
    c.line('value');
    c.word('quality').notNullable();
    c.table.primary(['tag_id', 'source_time']);
  });
  await createTable(knex, 'setting', (c) => {
    c.id('name').primary();
    c.json('value').notNullable();
  });
}
