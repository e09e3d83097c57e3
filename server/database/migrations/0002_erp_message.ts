import type { Knex } from 'knex';
import { createTable } from './columns.ts';

/** Messages of the ERP that stated stock, so that the same statement again does not undo what was consumed since. */
export async function up(knex: Knex): Promise<void> {
  await createTable(knex, 'erp_message', (c) => {
    c.id('id').primary();
    c.id('type').notNullable();
    c.time('received_at').notNullable();
  });
}
