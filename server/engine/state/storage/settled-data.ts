import { statfsSync } from 'node:fs';
import path from 'node:path';
import { open } from 'lmdb';
import type { Database, RootDatabase } from 'lmdb';
import { DamagedData } from './damaged-data.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { JournalMark } from './journal.ts';
import { RecentRows } from './recent-rows.ts';
import { RowCodec, type Structures } from './row-codec.ts';
import { StoreLayout } from './store-layout.ts';

/** Characters of a decoder's complaint, which may quote all that it has read. */
const REASON_MAX = 100;

/** More than what a full journal file leaves to write. */
const FREE_MIN_BYTES = 16 * 1024 * 1024;

interface EncodedEntry {
  readonly rows: readonly (readonly [at: string, bytes: Buffer | null])[];
  readonly blocks: JournalEntry['blocks'];
  readonly structures: Structures | undefined;
}

type Written = Set<Promise<boolean>>;

/** The data file (LMDB): state and log as they were after the commit that its mark names. */
export class SettledData {
  readonly #file: string;
  readonly #root: RootDatabase;
  readonly #layout: StoreLayout;
  readonly #rows: Database<Buffer, string>;
  /** By the position of a block's first record. */
  readonly #log: Database<string, number>;
  readonly #codec: RowCodec;
  readonly #recent = new RecentRows();

  /**
   * @param file as `prepareDataFile` leaves it
   * @throws Error where another version of the engine wrote the data
   */
  constructor(file: string, mapSizeMb?: number) {
    this.#file = file;
    this.#root = open({
      path: file,
      mapSize: mapSizeMb === undefined ? undefined : mapSizeMb * 1024 * 1024,
      // What is in the data file goes from the journal: it must be on disk by then.
      overlappingSync: false,
      // All writes are batches; a batch of LMDB's own around them would fail without anybody to tell.
      eventTurnBatching: false,
      maxDbs: 4,
    });
    this.#layout = new StoreLayout(this.#root, path.dirname(file));
    this.#codec = new RowCodec(this.#layout.structures);
    this.#rows = this.#root.openDB<Buffer, string>({ name: 'rows', encoding: 'binary' });
    this.#log = this.#root.openDB<string, number>({ name: 'records', encoding: 'string' });
  }

  get mark(): JournalMark | undefined {
    return this.#layout.mark;
  }

  /** @throws DamagedData: what the engine wrote can be decoded */
  get(at: string): unknown {
    const recent = this.#recent.get(at);
    if (recent !== undefined) return recent;
    const bytes = this.#rows.getBinaryFast(at);
    if (bytes === undefined) return undefined;
    const row = this.decode(() => this.#codec.decode(bytes), 'a row');
    this.#recent.set(at, row, bytes.length);
    return row;
  }

  has(at: string): boolean {
    return this.#rows.doesExist(at);
  }

  /** @throws DamagedData */
  *between(start: string, end: string): IterableIterator<[at: string, row: unknown]> {
    for (const { key: at, value } of this.#rows.getRange({ start, end })) {
      yield [at, this.#recent.get(at) ?? this.decode(() => this.#codec.decode(value), 'a row')];
    }
  }

  /** Runs a decoder. @throws DamagedData where it throws */
  decode<T>(read: () => T, what: string): T {
    try {
      return read();
    } catch (error) {
      throw new DamagedData(`${what} cannot be read: ${(error as Error).message.replaceAll(/\s+/g, ' ').slice(0, REASON_MAX)}`, this.#file);
    }
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
    return this.#write((written) => {
      for (const position of positions) written.add(this.#log.remove(position));
    });
  }

  /** All or nothing, on disk when it resolves. @param mark undefined: nothing in the journal is needed any more */
  write(entry: JournalEntry, mark: JournalMark | undefined): Promise<void> {
    // All is encoded before the first put: what a batch has put is written even when the batch throws later.
    const encoded = this.#encode(entry);
    return this.#write((written) => this.#put(encoded, mark, written));
  }

  writeSync(entries: readonly JournalEntry[], mark: JournalMark | undefined): void {
    this.#refuseFullDisk();
    const encoded = entries.map((entry) => this.#encode(entry));
    this.#root.transactionSync(() => {
      for (const entry of encoded) this.#put(entry, mark, new Set());
      // From the first start on, so that another version knows what it has before it.
      void this.#layout.writeLayout();
      void this.#layout.writeMark(mark);
    });
  }

  #encode({ rows, blocks }: JournalEntry): EncodedEntry {
    const encoded = rows.map(([at, row]) => {
      if (row === null) {
        this.#recent.delete(at);
        return [at, null] as const;
      }
      const bytes = this.#codec.encode(row);
      this.#recent.set(at, row, bytes.length);
      return [at, bytes] as const;
    });
    return { rows: encoded, blocks, structures: this.#codec.takeGrown() };
  }

  #put({ rows, blocks, structures }: EncodedEntry, mark: JournalMark | undefined, written: Written): void {
    for (const [at, bytes] of rows) written.add(bytes === null ? this.#rows.remove(at) : this.#rows.put(at, bytes));
    for (const [position, text] of blocks) written.add(this.#log.put(position, text));
    if (structures !== undefined) written.add(this.#layout.writeStructures(structures));
    written.add(this.#layout.writeMark(mark));
  }

  /**
   * LMDB says why a commit failed in a promise of its own, and that it failed in several where the batch is large.
   * @throws Error with the reason, and the system's code in `code`
   */
  async #write(put: (written: Written) => void): Promise<void> {
    this.#refuseFullDisk();
    const written: Written = new Set();
    try {
      await Promise.all([this.#root.batch(() => put(written)), ...written]);
    } catch (error) {
      throw await (error as { commitError?: Promise<never> }).commitError?.catch((reason: unknown) => reason) ?? error;
    }
  }

  /**
   * LMDB is not asked to write where there may be no room: when the system refuses a write, lmdb 3.5.6 puts what it has to say of it into memory that is
   * too short for it, and the process may die.
   */
  #refuseFullDisk(): void {
    const { bavail, bsize } = statfsSync(path.dirname(this.#file));
    if (bavail * bsize < FREE_MIN_BYTES) throw Object.assign(new Error('No space left on device'), { code: 'ENOSPC' });
  }

  /** Nothing may be read or written any more: LMDB would crash the process. */
  async close(): Promise<void> {
    await this.#root.close();
  }
}
