import { createHash } from 'node:crypto';
import { Store } from 'express-session';
import type { SessionData } from 'express-session';
import type { Database } from '../database/index.ts';

/** How much later a session's end must move before it is written: reading a page does not write each time. */
const slideMs = 60_000;

/** Sessions in the table `session`, under the hash of their id: who reads the table cannot take one over. */
export class DatabaseSessionStore extends Store {
  readonly #database: Database;

  constructor(database: Database) {
    super();
    this.#database = database;
  }

  override get(sid: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.#find(sid).then((row) => done(null, row === undefined ? null : (JSON.parse(row.data) as SessionData)), done);
  }

  override set(sid: string, session: SessionData, done?: (error?: unknown) => void): void {
    const row = { sid: hash(sid), data: JSON.stringify(session), expires_at: expiry(session) };
    this.#write((knex) => knex('session').insert(row).onConflict('sid').merge(['data', 'expires_at']), done);
  }

  override destroy(sid: string, done?: (error?: unknown) => void): void {
    this.#write((knex) => knex('session').where({ sid: hash(sid) }).delete(), done);
  }

  override touch(sid: string, session: SessionData, done?: () => void): void {
    const expires = expiry(session);
    const slide = async () => {
      const row = await this.#find(sid);
      if (row === undefined || Date.parse(expires) - Date.parse(row.expires_at) < slideMs) return;
      await this.#database.transaction('system', (tx) => tx.knex('session').where({ sid: hash(sid) }).update({ data: JSON.stringify(session), expires_at: expires }));
    };
    // A session that could not be lengthened is still valid for now.
    slide().then(() => done?.(), () => done?.());
  }

  async #find(sid: string): Promise<{ data: string; expires_at: string } | undefined> {
    return (await this.#database.knex('session').where({ sid: hash(sid) }).where('expires_at', '>', this.#database.now()).first('data', 'expires_at')) as
      | { data: string; expires_at: string }
      | undefined;
  }

  #write(work: (knex: Database['knex']) => PromiseLike<unknown>, done?: (error?: unknown) => void): void {
    this.#database.transaction('system', async (tx) => {
      await work(tx.knex);
    }).then(() => done?.(), (error: unknown) => done?.(error));
  }
}

function hash(sid: string): string {
  return createHash('sha256').update(sid).digest('hex');
}

function expiry(session: SessionData): string {
  return new Date(session.cookie.expires ?? Date.now() + 60_000).toISOString();
}
