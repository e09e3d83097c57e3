import type { Knex } from 'knex';

interface ConnectionRow {
  id: string;
  type: string;
  config: string;
  enabled: number;
}

interface TagRow {
  id: string;
  connection_id: string | null;
  meaning: string;
  unit: string | null;
  address: string;
}

export interface ConfiguredConnection {
  readonly id: string;
  readonly type: string;
  readonly [setting: string]: unknown;
}

/** The machines that the plant is connected to, with their tags, as their connectors check them. */
export async function loadConnections(knex: Knex): Promise<ConfiguredConnection[]> {
  const rows = await knex<ConnectionRow>('connection').where({ enabled: 1 }).orderBy('id');
  const tags = await knex<TagRow>('tag').whereNotNull('connection_id').orderBy('id');
  return rows.map((row) => ({
    tags: tags
      .filter((tag) => tag.connection_id === row.id)
      .map((tag) => ({ id: tag.id, meaning: tag.meaning, ...(tag.unit === null ? {} : { unit: tag.unit }), ...(JSON.parse(tag.address) as object) })),
    ...(JSON.parse(row.config) as object),
    id: row.id,
    type: row.type,
  }));
}
