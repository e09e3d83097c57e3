import path from 'node:path';
import { open } from 'lmdb';
import type { Database, RootDatabase } from 'lmdb';
import type { JournalEntry } from './journal-entry.ts';
import type { JournalMark } from './journal.ts';
import type { Structures } from './row-codec.ts';
import { StoreLayout } from './store-layout.ts';

/** The data file (LMDB): state and log as they were after the commit that its mark names. */
export class SettledData {
  readonly #root: RootDatabase;
  readonly #layout: StoreLayout;
  readonly #rows: Database<Buffer, string>;
  /** By the position of a block's first record. */
  readonly #log: Database<string, number>;

  /**
   * @param file as `prepareDataFile` leaves it
   * @throws Error where another version of the engine wrote the data
   */
  constructor(file: string, mapSizeMb?: number) {
    this.#root = open({
      path: file,
      mapSize: mapSizeMb === undefined ? undefined : mapSizeMb * 1024 * 1024,
      // What is in the data file goes from the journal: it must be on disk by then.
      overlappingSync: false,
      maxDbs: 4,
    });
    this.#layout = new StoreLayout(this.#root, path.dirname(file));
    this.#rows = this.#root.openDB<Buffer, string>({ name: 'rows', encoding: 'binary' });
    this.#log = this.#root.openDB<string, number>({ name: 'records', encoding: 'string' });
  }

  get structures(): Structures {
    return this.#layout.structures;
  }

  get mark(): JournalMark | undefined {
    return this.#layout.mark;
  }

  /** Valid until the next read. */
  row(at: string): Buffer | undefined {
    return this.#rows.getBinaryFast(at);
  }

  hasRow(at: string): boolean {
    return this.#rows.doesExist(at);
  }

  rowsBetween(start: string, end: string): Iterable<{ readonly key: string; readonly value: Buffer }> {
    return this.#rows.getRange({ start, end });
  }

  /** Where the last block begins that has records before the position or at it. */
  blockBefore(position: number): number | undefined {
    const [before] = [...this.#log.getKeys({ start: position, end: 0, reverse: true, limit: 1 })];
    return before;
  }

  blocksFrom(start: number): Iterable<{ readonly key: number; readonly value: string }> {
    return this.#log.getRange({ start });
  }

  /** The first blocks, before the end, at most `limit`. */
  firstBlocks(end: number, limit: number): number[] {
    return [...this.#log.getKeys({ start: 0, end, limit })];
  }

  removeBlocks(positions: readonly number[]): Promise<void> {
    return this.#write(() => {
      for (const position of positions) void this.#log.remove(position);
    });
  }

  /** All or nothing, on disk when it resolves. @param mark undefined: nothing in the journal is needed any more */
  write(entry: JournalEntry, mark: JournalMark | undefined): Promise<void> {
    return this.#write(() => {
      this.#put(entry);
      this.#layout.writeMark(mark);
    });
  }

  writeSync(entries: readonly JournalEntry[], mark: JournalMark | undefined): void {
    this.#root.transactionSync(() => {
      for (const entry of entries) this.#put(entry);
      this.#layout.writeMark(mark);
      // A data file from before the journal must not be read by an engine that does not know it.
      this.#layout.writeStructures(this.#layout.structures);
    });
  }

  #put({ rows, blocks, structures }: JournalEntry): void {
    for (const [at, bytes] of rows) void (bytes === null ? this.#rows.remove(at) : this.#rows.put(at, bytes));
    for (const [position, text] of blocks) void this.#log.put(position, text);
    if (structures !== undefined) this.#layout.writeStructures(structures);
  }

  /** LMDB says why a commit failed in a promise of its own. @throws Error with the reason, and the system's code in `code` */
  async #write(put: () => void): Promise<void> {
    try {
      await this.#root.batch(put);
    } catch (error) {
      throw await (error as { commitError?: Promise<never> }).commitError?.catch((reason: unknown) => reason) ?? error;
    }
  }

  /** Nothing may be read or written any more: LMDB would crash the process. */
  async close(): Promise<void> {
    await this.#root.close();
  }
}
