import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../server/database/index.ts';
import type { Database } from '../../server/database/index.ts';
import { createMysqlDatabase } from './mariadb.ts';

export interface PlantDatabase {
  readonly database: Database;
  /** For `openDatabase` in another process. */
  readonly url: string;
  dispose(): Promise<void>;
}

/** A migrated database of its own: SQLite, or with TEST_DIALECT=mysql one on the MySQL of TEST_MYSQL_URL. */
export async function openPlantDatabase(clock?: () => Date): Promise<PlantDatabase> {
  const mysql = process.env.TEST_DIALECT === 'mysql' ? await createMysqlDatabase() : undefined;
  const directory = mysql === undefined ? mkdtempSync(path.join(tmpdir(), 'takt-db-')) : undefined;
  const url = mysql?.url ?? path.join(directory!, 'takt.sqlite');
  const database = openDatabase({ url, ...(clock === undefined ? {} : { clock }) });
  await database.migrate();
  return {
    database,
    url,
    dispose: async () => {
      await database.close();
      await mysql?.drop();
      if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
}
