import type { Knex } from 'knex';

/** When the last record of a partition was written by the engine, and when the tables showed it. */
export async function up(knex: Knex): Promise<void> {
  for (const column of ['record_at', 'shown_at'])
    if (!(await knex.schema.hasColumn('exporter_position', column))) await knex.schema.alterTable('exporter_position', (table) => void table.string(column, 24));
}
