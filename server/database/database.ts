import { EventEmitter } from 'node:events';
import type { Knex } from 'knex';
import { isConflict } from './conflicts.ts';
import { migrate } from './migrate.ts';
import { runTransaction } from './transaction.ts';
import type { Actor, LiveEvent, Tx } from './transaction.ts';

const attemptsMax = 12;

/**
 * The plant's database. Reads outside a transaction go through `knex`, whose connections refuse to write, so that every
 * change is one transaction with its live events and its audit entries.
 */
export class Database {
  /** For reading only; a write through it is refused by the database. */
  readonly knex: Knex;
  readonly dialect: 'sqlite' | 'mysql';
  readonly clock: () => Date;
  readonly #writer: Knex;
  readonly #listeners = new EventEmitter();

  constructor(reader: Knex, writer: Knex, dialect: 'sqlite' | 'mysql', clock: () => Date) {
    this.knex = reader;
    this.#writer = writer;
    this.dialect = dialect;
    this.clock = clock;
    this.#listeners.setMaxListeners(0);
  }

  /** The present moment as the tables keep it: ISO 8601 UTC with milliseconds. */
  now(): string {
    return this.clock().toISOString();
  }

  /**
   * Runs `work` as one serializable transaction on behalf of `actor` and returns its result once it is on disk.
   * When the database chooses this transaction as the victim of a deadlock it is rolled back and run again, so `work`
   * must have no effect outside `tx`.
   */
  async transaction<Result>(actor: Actor | 'system', work: (tx: Tx) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { result, events, afterCommit } = await runTransaction(this.#writer, this.dialect, this.clock, actor, work);
        this.#tell(events, afterCommit);
        return result;
      } catch (error) {
        if (attempt >= attemptsMax || !isConflict(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * attempt));
      }
    }
  }

  /** Calls `listener` after every commit of this process that published live events. Returns the way to stop. */
  onLive(listener: (events: readonly LiveEvent[]) => void): () => void {
    this.#listeners.on('live', listener);
    return () => this.#listeners.off('live', listener);
  }

  /** Calls `listener` after every commit of this process that called `tx.notify(channel)`. Returns the way to stop. */
  onNotify(channel: string, listener: () => void): () => void {
    this.#listeners.on(`notify:${channel}`, listener);
    return () => this.#listeners.off(`notify:${channel}`, listener);
  }

  /** Applies the migrations that are missing; safe to call by several processes at once, and again after one was killed. */
  async migrate(): Promise<void> {
    await migrate(this.#writer, this.dialect, () => this.now());
  }

  async close(): Promise<void> {
    await Promise.all([this.knex.destroy(), this.#writer.destroy()]);
  }

  #tell(events: readonly LiveEvent[], channels: ReadonlySet<string>): void {
    if (events.length > 0) this.#listeners.emit('live', events);
    for (const channel of channels) this.#listeners.emit(`notify:${channel}`);
  }
}
