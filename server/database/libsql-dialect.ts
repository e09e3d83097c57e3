import BetterSqlite3Client from 'knex/lib/dialects/better-sqlite3/index.js';
import SqliteTransaction from 'knex/lib/dialects/sqlite3/execution/sqlite-transaction.js';
import Libsql from 'libsql';
import type { Knex } from 'knex';

/**
 * Takes the write lock at once. SQLite's plain BEGIN takes it at the first write, and fails there without waiting when
 * another process has written since the transaction's first read.
 */
class ImmediateTransaction extends SqliteTransaction {
  override begin(connection: unknown): Promise<unknown> {
    return this.query(connection, 'BEGIN IMMEDIATE;');
  }
}

/** knex's SQLite dialect on libsql, which comes prebuilt from the npm registry and speaks better-sqlite3's interface. */
export class LibsqlClient extends BetterSqlite3Client {
  _driver(): unknown {
    return Libsql;
  }

  /** libsql stores and returns whole numbers as doubles' integers; columns of bytes come as ArrayBuffer. */
  override processResponse(query: Parameters<BetterSqlite3Client['processResponse']>[0], runner: unknown): unknown {
    if (Array.isArray(query.response)) query.response.forEach(bytesAsBuffer);
    return super.processResponse(query, runner);
  }

  override transaction(container: unknown, config: unknown, outerTx: unknown): Knex.Transaction {
    return new ImmediateTransaction(this, container, config, outerTx) as unknown as Knex.Transaction;
  }
}

function bytesAsBuffer(row: unknown): void {
  if (row === null || typeof row !== 'object') return;
  for (const [column, value] of Object.entries(row))
    if (value instanceof ArrayBuffer) (row as Record<string, unknown>)[column] = Buffer.from(value);
}
