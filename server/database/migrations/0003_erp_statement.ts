import type { Knex } from 'knex';
import { createTable } from './columns.ts';

/** When the ERP last said something about a field of a thing (type lot.quantity and so on), by the ERP's clock: what it said before that comes too late. */
export async function up(knex: Knex): Promise<void> {
  await createTable(knex, 'erp_statement', (c) => {
    c.word('type').notNullable();
    c.id('id').notNullable();
    c.time('stated_at').notNullable();
    c.table.primary(['type', 'id']);
  });
}
