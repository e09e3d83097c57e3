import type { Knex } from 'knex';
import { createTable } from './columns.ts';

/** What is made of what, the stock of it, and where each lot came from. */
export async function up(knex: Knex): Promise<void> {
  await createTable(knex, 'material_definition', (c) => {
    c.id('id').primary();
    c.json('description').notNullable();
    c.word('base_unit');
    c.flag('incomplete');
    c.word('source').notNullable();
    c.json('properties').notNullable();
    c.decimal('tolerance_percent');
    c.integer('version').notNullable().defaultTo(1);
  });
  await createTable(knex, 'bill_of_material', (c) => {
    c.id('id').primary();
    c.id('material_id').notNullable();
    c.integer('version').notNullable();
    c.json('lines').notNullable();
    c.unique('material_id', 'version');
  });
  await createTable(knex, 'operations_definition', (c) => {
    c.id('id').primary();
    c.id('material_id');
    c.integer('version').notNullable();
    c.id('process_id').notNullable();
    c.json('segments').notNullable();
    c.word('status').notNullable();
    c.index('material_id', 'version');
  });
  await createTable(knex, 'material_lot', (c) => {
    c.id('id').primary();
    c.id('material_id').notNullable();
    c.word('status').notNullable();
    c.decimal('quantity').notNullable();
    c.word('unit');
    c.time('expires_at');
    c.id('location_id');
    c.id('order_id');
    c.key('process_instance_key');
    c.flag('incomplete');
    c.id('supplier_lot');
    c.time('created_at').notNullable();
    c.integer('version').notNullable().defaultTo(1);
    c.index('material_id', 'status');
    c.index('order_id');
    c.index('process_instance_key');
  });
  await createTable(knex, 'material_sublot', (c) => {
    c.id('id').primary();
    c.id('lot_id').notNullable();
    c.word('status').notNullable();
    c.decimal('quantity').notNullable();
    c.word('unit');
    c.id('location_id');
    c.flag('incomplete');
    c.index('lot_id');
  });
  await createTable(knex, 'activity', (c) => {
    c.id('id').primary();
    c.word('type').notNullable();
    c.id('order_id');
    c.id('job_order_id');
    c.time('at').notNullable();
    c.id('person_id').notNullable();
    c.word('source').notNullable();
    c.id('dedupe_key');
    c.json('details');
    c.index('order_id');
    c.index('job_order_id');
    c.unique('dedupe_key');
  });
  for (const edge of ['activity_input', 'activity_output'])
    await createTable(knex, edge, (c) => {
      c.id('id').primary();
      c.id('activity_id').notNullable();
      c.id('lot_id').notNullable();
      c.id('sublot_id');
      c.decimal('quantity').notNullable();
      c.word('unit');
      c.index('activity_id');
      c.index('lot_id');
    });
}
