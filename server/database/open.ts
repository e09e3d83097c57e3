import knex from 'knex';
import type { Knex } from 'knex';
import { Database } from './database.ts';
import { LibsqlClient } from './libsql-dialect.ts';

const busyTimeoutMs = 10_000;
/** Errors name the statement without its values: those can be secrets, and errors are logged. */
const compileSqlOnError = false;

export interface OpenDatabase {
  /** `mysql://user:password@host:port/name`, or the path of a SQLite file. */
  readonly url: string;
  readonly clock?: () => Date;
}

/** Opens the plant's database without migrating it. SQLite: WAL with a full sync at each commit; MySQL or MariaDB: UTC, exact collation. */
export function openDatabase({ url, clock = () => new Date() }: OpenDatabase): Database {
  if (url.startsWith('mysql:')) return new Database(mysql(url, 'reader'), mysql(url, 'writer'), 'mysql', clock);
  return new Database(sqlite(url, 'reader'), sqlite(url, 'writer'), 'sqlite', clock);
}

/** One writer per process, because SQLite has one writer; readers see the last commit and never wait for it. */
function sqlite(filename: string, use: 'reader' | 'writer'): Knex {
  const pragmas = [
    `busy_timeout = ${busyTimeoutMs}`, 'journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON',
    ...(use === 'reader' ? ['query_only = ON'] : []),
  ];
  return knex({
    client: LibsqlClient,
    compileSqlOnError,
    connection: { filename },
    useNullAsDefault: true,
    pool: {
      min: 0,
      max: use === 'reader' ? 3 : 1,
      afterCreate: (connection: { prepare(sql: string): { all(): unknown } }, done: (error: unknown, connection: unknown) => void) => {
        try {
          for (const pragma of pragmas) connection.prepare(`PRAGMA ${pragma}`).all();
          done(null, connection);
        } catch (error) {
          done(error, connection);
        }
      },
    },
  });
}

function mysql(url: string, use: 'reader' | 'writer'): Knex {
  const { hostname, port, username, password, pathname } = new URL(url);
  return knex({
    client: 'mysql2',
    compileSqlOnError,
    // A connection that fails is thrown as well: whoever asked says it, once and in a line.
    log: { warn: () => undefined },
    connection: {
      host: hostname,
      port: Number(port || 3306),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      database: decodeURIComponent(pathname.slice(1)),
      charset: 'utf8mb4',
      timezone: 'Z',
      supportBigNumbers: true,
    },
    pool: {
      min: 0,
      max: use === 'reader' ? 6 : 8,
      afterCreate: (connection: { query(sql: string, done: (error: unknown) => void): void }, done: (error: unknown, connection: unknown) => void) => {
        const session = use === 'reader' ? 'SET SESSION TRANSACTION READ ONLY' : 'SET SESSION innodb_lock_wait_timeout = 10';
        connection.query(session, (error) => done(error, connection));
      },
    },
  });
}
