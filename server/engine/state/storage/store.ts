import path from 'node:path';
import type { LogRecord } from '../../records/types.ts';
import { diskKey, groupRange } from './disk-key.ts';
import { decodeEntry, encodeEntry, type RecordBlock, type WrittenRow } from './journal-entry.ts';
import { Journal, JOURNAL_FILE_BYTES, unsettledPayloads, type JournalMark } from './journal.ts';
import { LayeredMap, REMOVED, Undo } from './layered-map.ts';
import type { Layer } from './layered-map.ts';
import { BLOCK_MAX, decodeBlock, encodeBlock } from './record-block.ts';
import { SettledData } from './settled-data.ts';
import { Table } from './table.ts';
import type { EngineKeyPart, TablePlace } from './table.ts';
import { YoungKeys } from './young-keys.ts';

export type { Table } from './table.ts';

/** Log blocks forgotten at a time. */
const COMPACTED_MAX = 1_000;

interface StoredTable {
  readonly place: TablePlace;
  readonly layers: LayeredMap<unknown>;
  readonly mayBeInFile: (group: string, key: string) => boolean;
}

/**
 * State and log. Writes gather in layers; `commit` appends all that was kept, and the records, to the journal, and resolves when that is on
 * disk. When a journal file is full, what its commits have left is written to the data file in one transaction, while commits go on in the other
 * journal file: most rows of an instance that runs through are gone by then.
 */
export class Store {
  /** All that must be there while the store is open. */
  readonly files: readonly string[];
  readonly #data: SettledData;
  readonly #journal: Journal;
  readonly #tables: StoredTable[] = [];
  readonly #undo = new Undo();
  /** Of the data file. */
  readonly #young = new YoungKeys();
  /** Blocks that are not in the data file yet: of the journal file that is being settled, and of the one in use. */
  #settlingBlocks: readonly RecordBlock[] = [];
  #blocks: RecordBlock[] = [];
  #settled: Promise<void> = Promise.resolve();
  #closed = false;

  /**
   * @param file as `prepareDataFile` leaves it
   * @throws DamagedData when the journal that belongs to it is not whole, Error where another version of the engine wrote the data
   */
  constructor(file: string, mapSizeMb: number, journalFileBytes = JOURNAL_FILE_BYTES) {
    const dataDir = path.dirname(file);
    this.#data = new SettledData(file, mapSizeMb);
    // What an engine that did not close left in the journal.
    if (this.#data.mark !== undefined) this.#data.writeSync(unsettledPayloads(dataDir, this.#data.mark).map(decodeEntry), undefined);
    this.#journal = new Journal(dataDir, journalFileBytes);
    this.#data.writeSync([], this.#journal.mark);
    this.files = [file, ...this.#journal.files];
  }

  /**
   * @param prefix names the table on disk: short, unique, never changed
   * @param engineKey the part of a row's place that is a key of the engine's, if one is: of new keys it is known what the disk has
   */
  table<V>(prefix: string, engineKey?: EngineKeyPart): Table<V> {
    if (this.#tables.some(({ place }) => place.prefix === prefix)) throw new Error(`two tables are called ${prefix}`);
    const keyed = this.#tables.filter(({ place }) => place.engineKey !== undefined).length;
    const bit = engineKey === undefined ? 0 : 1 << keyed;
    if (bit < 0) throw new Error(`${prefix}: 31 tables with an engine key are the most there can be`);
    const place = { prefix, engineKey, bit };
    const layers = new LayeredMap<V>(this.#undo);
    const mayBeInFile = engineKey === undefined
      ? (group: string, key: string) => this.#data.has(diskKey(prefix, group, key))
      : (group: string, key: string) => this.#young.mayBeStored(engineKey === 'key' ? key : group, bit);
    this.#tables.push({ place, layers: layers as LayeredMap<unknown>, mayBeInFile });
    return new Table<V>(this, place, layers);
  }

  /** Keys that sort after this one were not given before the start. */
  newKeysAfter(key: string): void {
    this.#young.startAfter(key);
  }

  read({ prefix, engineKey, bit }: TablePlace, group: string, key: string): unknown {
    this.#refuseClosed();
    if (engineKey !== undefined && !this.#young.mayBeStored(engineKey === 'key' ? key : group, bit)) return undefined;
    return this.#data.get(diskKey(prefix, group, key));
  }

  mayHaveRows({ engineKey, bit }: TablePlace, group: string): boolean {
    this.#refuseClosed();
    return engineKey !== 'group' || this.#young.mayBeStored(group, bit);
  }

  *range({ prefix }: TablePlace, group: string, afterKey: string): IterableIterator<[string, unknown]> {
    const { start, end } = groupRange(prefix, group);
    for (const [at, row] of this.#data.between(start + afterKey, end)) {
      const key = at.slice(start.length);
      if (key !== afterKey || afterKey === '') yield [key, row];
    }
  }

  keepCommand(): void {
    this.#undo.forget();
  }

  dropCommand(): void {
    this.#undo.undo();
  }

  /**
   * Resolves when all kept writes and the records are on disk. Not to be called again before that.
   * @param alone nothing else waits to be done: see `Journal.append`
   * @throws Error with the system's reason, also when what earlier commits left cannot be written to the data file: the journal has them
   */
  async commit(records: readonly LogRecord[], alone = false): Promise<void> {
    const written = this.#tables.filter(({ layers }) => layers.hasPending);
    const rows: WrittenRow[] = [];
    for (const { place, layers, mayBeInFile } of written) addRows(rows, place.prefix, layers.commit(mayBeInFile));
    const blocks: RecordBlock[] = [];
    for (let i = 0; i < records.length; i += BLOCK_MAX) blocks.push([records[i]!.position, encodeBlock(records.slice(i, i + BLOCK_MAX))]);
    const entry = encodeEntry({ rows, blocks });
    const isFull = !this.#journal.hasRoomFor(entry);
    if (isFull) await this.#settled;
    const { mark } = this.#journal;
    if (isFull) this.#journal.turn();
    const appended = this.#journal.append(entry, alone);
    if (isFull) this.#settle(mark);
    await appended;
    for (const { layers, mayBeInFile } of written) layers.inJournal(mayBeInFile);
    this.#blocks.push(...blocks);
  }

  /** Begins to write to the data file what is in the journal up to the mark; a failure is known at the next time, or at the end. */
  #settle(mark: JournalMark | undefined): void {
    const rows: WrittenRow[] = [];
    for (const { place, layers } of this.#tables) {
      const layer = layers.settle();
      addRows(rows, place.prefix, layer);
      this.#rememberStored(place, layer);
    }
    this.#settlingBlocks = this.#blocks;
    this.#blocks = [];
    this.#settled = this.#data.write({ rows, blocks: this.#settlingBlocks }, mark).then(() => {
      for (const { layers } of this.#tables) layers.inFile();
      this.#settlingBlocks = [];
    });
    this.#settled.catch(() => undefined);
  }

  #rememberStored({ engineKey, bit }: TablePlace, layer: Layer<unknown>): void {
    if (engineKey === undefined) return;
    for (const [group, written] of layer)
      for (const [key, value] of written.rows) if (value !== REMOVED) this.#young.stored(engineKey === 'key' ? key : group, bit);
  }

  /** Committed records after the position, at most `limit`. */
  recordsAfter(position: number, limit: number): LogRecord[] {
    this.#refuseClosed();
    const found: LogRecord[] = [];
    for (const text of this.#blocksAround(position + 1)) {
      for (const record of this.#decode(text)) {
        if (record.position > position) found.push(record);
        if (found.length === limit) return found;
      }
    }
    return found;
  }

  #decode(block: string): LogRecord[] {
    return this.#data.decode(() => decodeBlock(block), 'records');
  }

  /** The blocks in their order, from the one on that has the position. */
  *#blocksAround(position: number): IterableIterator<string> {
    const unsettled = [...this.#settlingBlocks, ...this.#blocks];
    const firstUnsettled = unsettled[0]?.[0] ?? Infinity;
    if (position < firstUnsettled) {
      for (const { key, value } of this.#data.blocksFrom(this.#data.blockBefore(position) ?? 0)) {
        // While blocks are being settled, they are in both places.
        if (key >= firstUnsettled) break;
        yield value;
      }
    }
    for (const [i, [, text]] of unsettled.entries()) if ((unsettled[i + 1]?.[0] ?? Infinity) > position) yield text;
  }

  get lastPosition(): number {
    return [...this.#blocksAround(Number.MAX_SAFE_INTEGER)].flatMap((text) => this.#decode(text)).at(-1)?.position ?? 0;
  }

  /** Forgets blocks of the log all of whose records are at or before the position; the newest block always stays. */
  async compactLog(position: number): Promise<void> {
    this.#refuseClosed();
    const forgotten = this.#blocks.findLastIndex(([first], i) => i > 0 && first <= position + 1);
    if (forgotten > 0) this.#blocks.splice(0, forgotten);
    for (let more = true; more && !this.#closed;) {
      const blocks = this.#data.firstBlocks(position + 2, COMPACTED_MAX);
      await this.#data.removeBlocks(blocks.slice(0, -1));
      more = blocks.length === COMPACTED_MAX;
    }
  }

  #refuseClosed(): void {
    if (this.#closed) throw new Error('the engine is closed');
  }

  /** Leaves all in the data file where that can be written; where not, the journal has it. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#settled.then(() => {
      this.#settle(undefined);
      return this.#settled;
    }).catch(() => undefined);
    this.#journal.close();
    await this.#data.close();
  }
}

function addRows(rows: WrittenRow[], prefix: string, layer: Layer<unknown>): void {
  for (const [group, written] of layer)
    for (const [key, value] of written.rows) rows.push([diskKey(prefix, group, key), value === REMOVED ? null : value]);
}
