import type { Knex } from 'knex';

type Table = Knex.CreateTableBuilder;

/**
 * Creates a table whose texts compare exactly ("S1" is not "s1"), which is not MySQL's default; skips one that is there
 * because a migration was cut off before.
 */
export async function createTable(knex: Knex, name: string, build: (table: Columns) => void): Promise<void> {
  if (await knex.schema.hasTable(name)) return;
  await knex.schema.createTable(name, (table) => {
    if ((knex.client as { dialect: string }).dialect === 'mysql') {
      table.charset('utf8mb4');
      table.collate('utf8mb4_bin');
    }
    build(new Columns(table));
  });
}

/** The kinds of column that the plant's tables have, the same in both dialects. */
export class Columns {
  readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  /** An id of ours or of the outside: exact text, at most 128 characters. */
  id(name: string): Knex.ColumnBuilder {
    return this.table.string(name, 128);
  }

  /** One of a few words. */
  word(name: string): Knex.ColumnBuilder {
    return this.table.string(name, 32);
  }

  /** A line of text. */
  line(name: string): Knex.ColumnBuilder {
    return this.table.string(name, 400);
  }

  /** Text without a bound that matters. */
  text(name: string): Knex.ColumnBuilder {
    return this.table.text(name, 'longtext');
  }

  /** A JSON document, as text in both dialects. */
  json(name: string): Knex.ColumnBuilder {
    return this.table.text(name, 'longtext');
  }

  /** ISO 8601 UTC with milliseconds. */
  time(name: string): Knex.ColumnBuilder {
    return this.table.string(name, 24);
  }

  /** A number as exact decimal text. */
  decimal(name: string): Knex.ColumnBuilder {
    return this.table.string(name, 64);
  }

  integer(name: string): Knex.ColumnBuilder {
    return this.table.integer(name);
  }

  /** A Zeebe key or position, as decimal text: it is wider than a double's integers. */
  key(name: string): Knex.ColumnBuilder {
    return this.table.string(name, 20);
  }

  /** 0 or 1. */
  flag(name: string): Knex.ColumnBuilder {
    return this.table.integer(name).notNullable().defaultTo(0);
  }

  index(...columns: string[]): void {
    this.table.index(columns);
  }

  unique(...columns: string[]): void {
    this.table.unique(columns);
  }
}
