/** The parts of knex's own SQLite dialect that the libsql dialect builds on; knex ships no types for them. */
declare module 'knex/lib/dialects/better-sqlite3/index.js' {
  import { Knex } from 'knex';

  interface QueryObject {
    sql: string;
    method?: string;
    response?: unknown;
  }

  export default class Client_BetterSQLite3 extends Knex.Client {
    connectionSettings: { filename: string };
    acquireRawConnection(): Promise<unknown>;
    processResponse(query: QueryObject, runner: unknown): unknown;
    transaction(container: unknown, config: unknown, outerTx: unknown): Knex.Transaction;
  }
}

declare module 'knex/lib/dialects/sqlite3/execution/sqlite-transaction.js' {
  export default class Transaction_Sqlite {
    constructor(client: unknown, container: unknown, config: unknown, outerTx: unknown);
    begin(connection: unknown): Promise<unknown>;
    query(connection: unknown, sql: string): Promise<unknown>;
  }
}
