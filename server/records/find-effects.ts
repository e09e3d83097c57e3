import type { Database } from '../database/index.ts';

/** The process instance that was started with the variable `commandId`, as far as the tables show; undefined where there is none. */
export async function findInstanceByCommandId(database: Database, commandId: string): Promise<string | undefined> {
  const row = (await database.knex('variable').where({ command_id: commandId }).orderBy('process_instance_key').first('process_instance_key')) as
    | { process_instance_key: string }
    | undefined;
  return row?.process_instance_key;
}

/** How the user task ended, as far as the tables show; undefined while it is open or unknown. */
export async function findEndOfUserTask(database: Database, key: string): Promise<'completed' | 'canceled' | undefined> {
  const row = (await database.knex('user_task').where({ key }).first('status')) as { status: string } | undefined;
  return row?.status === 'completed' || row?.status === 'canceled' ? row.status : undefined;
}
