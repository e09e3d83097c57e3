import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';

export interface MysqlDatabase {
  /** For DATABASE_URL. */
  readonly url: string;
  drop(): Promise<void>;
}

const serverUrl = (): string => process.env.TEST_MYSQL_URL ?? 'mysql://root@127.0.0.1:3306';

/** Whether the MySQL or MariaDB of TEST_MYSQL_URL (default: root at 127.0.0.1:3306) answers; the reason when it does not. */
export async function findMysql(): Promise<{ readonly url: string } | { readonly missing: string }> {
  try {
    const connection = await createConnection({ uri: serverUrl(), connectTimeout: 3_000 });
    await connection.end();
    return { url: serverUrl() };
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    return { missing: `no MySQL or MariaDB at ${new URL(serverUrl()).host} (TEST_MYSQL_URL): ${message || code}` };
  }
}

/** An empty database of its own for one test, with the character set the product asks for. */
export async function createMysqlDatabase(): Promise<MysqlDatabase> {
  const name = `takt_test_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name}`) };
}

async function onServer(sql: string): Promise<void> {
  const connection = await createConnection({ uri: serverUrl(), connectTimeout: 3_000 });
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
