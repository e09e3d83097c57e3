import path from 'node:path';
import { open } from 'lmdb';
import type { Database, RootDatabase } from 'lmdb';
import type { LogRecord } from '../../records/types.ts';
import { diskKey, groupRange } from './disk-key.ts';
import { LayeredMap, REMOVED, Undo } from './layered-map.ts';
import type { Layer } from './layered-map.ts';
import { RecentRows } from './recent-rows.ts';
import { BLOCK_MAX, decodeBlock, encodeBlock } from './record-block.ts';
import { RowCodec } from './row-codec.ts';
import { readLayout, type Layout } from './store-layout.ts';
import { Table } from './table.ts';
import type { EngineKeyPart, TablePlace } from './table.ts';
import { YoungKeys } from './young-keys.ts';

export type { Table } from './table.ts';

/** Log blocks forgotten at a time. */
const COMPACTED_MAX = 1_000;

/**
 * State and log in one LMDB environment. Writes gather in layers; `commit` writes all that was kept, and the log, in one transaction that is
 * synced to disk before it resolves.
 */
export class Store {
  readonly file: string;
  readonly #root: RootDatabase;
  readonly #layout: Layout;
  readonly #rows: Database<Buffer, string>;
  /** By the position of a block's first record. */
  readonly #log: Database<string, number>;
  readonly #codec: RowCodec;
  readonly #tables: { readonly place: TablePlace; readonly layers: LayeredMap<unknown> }[] = [];
  readonly #undo = new Undo();
  readonly #recent = new RecentRows();
  readonly #young = new YoungKeys();
  #closed = false;

  /** `file`: as `prepareDataFile` leaves it. */
  constructor(file: string, mapSizeMb: number) {
    this.file = file;
    this.#root = open({
      path: file,
      mapSize: mapSizeMb * 1024 * 1024,
      // A commit resolves once it is on disk: the engine answers then, and starts the next commit then.
      overlappingSync: false,
      maxDbs: 4,
    });
    this.#layout = readLayout(this.#root, path.dirname(file));
    this.#codec = new RowCodec(this.#layout.structures);
    this.#rows = this.#root.openDB<Buffer, string>({ name: 'rows', encoding: 'binary' });
    this.#log = this.#root.openDB<string, number>({ name: 'records', encoding: 'string' });
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
    this.#tables.push({ place, layers: layers as LayeredMap<unknown> });
    return new Table<V>(this, place, layers);
  }

  /** Keys that sort after this one were not given before the start. */
  newKeysAfter(key: string): void {
    this.#young.startAfter(key);
  }

  read({ prefix, engineKey, bit }: TablePlace, group: string, key: string): unknown {
    this.#refuseClosed();
    if (engineKey !== undefined && !this.#young.mayBeStored(engineKey === 'key' ? key : group, bit)) return undefined;
    const at = diskKey(prefix, group, key);
    const recent = this.#recent.get(at);
    if (recent !== undefined) return recent;
    const bytes = this.#rows.getBinaryFast(at);
    if (bytes === undefined) return undefined;
    const row = this.#codec.decode(bytes);
    this.#recent.set(at, row, bytes.length);
    return row;
  }

  mayHaveRows({ engineKey, bit }: TablePlace, group: string): boolean {
    this.#refuseClosed();
    return engineKey !== 'group' || this.#young.mayBeStored(group, bit);
  }

  *range({ prefix }: TablePlace, group: string, afterKey: string): IterableIterator<[string, unknown]> {
    const { start, end } = groupRange(prefix, group);
    for (const { key: at, value } of this.#rows.getRange({ start: start + afterKey, end })) {
      const key = at.slice(start.length);
      if (key !== afterKey || afterKey === '') yield [key, this.#recent.get(at) ?? this.#codec.decode(value)];
    }
  }

  keepCommand(): void {
    this.#undo.forget();
  }

  dropCommand(): void {
    this.#undo.undo();
  }

  /** Resolves when all kept writes and the records are on disk. Not to be called again before that. */
  async commit(records: readonly LogRecord[]): Promise<void> {
    const sealed = this.#tables.map(({ place, layers }) => ({ place, layer: layers.seal() }));
    await this.#write(() => {
      for (const { place, layer } of sealed) this.#putRows(place, layer);
      const structures = this.#codec.takeGrown();
      if (structures !== undefined) this.#layout.write(structures);
      for (let i = 0; i < records.length; i += BLOCK_MAX) {
        void this.#log.put(records[i]!.position, encodeBlock(records.slice(i, i + BLOCK_MAX)));
      }
    });
    for (const { layers } of this.#tables) layers.onDisk();
  }

  #putRows({ prefix, engineKey, bit }: TablePlace, layer: Layer<unknown>): void {
    for (const [group, { rows }] of layer) {
      for (const [key, value] of rows) {
        const young = engineKey === 'key' ? key : engineKey === 'group' ? group : undefined;
        // Written and removed again between two commits: the disk never had it.
        if (value === REMOVED && young !== undefined && !this.#young.mayBeStored(young, bit)) continue;
        const at = diskKey(prefix, group, key);
        if (value === REMOVED) {
          this.#recent.delete(at);
          void this.#rows.remove(at);
        } else {
          const bytes = this.#codec.encode(value);
          if (young !== undefined) this.#young.stored(young, bit);
          this.#recent.set(at, value, bytes.length);
          void this.#rows.put(at, bytes);
        }
      }
    }
  }

  /** Committed records after the position, at most `limit`. */
  recordsAfter(position: number, limit: number): LogRecord[] {
    this.#refuseClosed();
    const found: LogRecord[] = [];
    // The block that holds the next record may start before it.
    const [before] = [...this.#log.getKeys({ start: position + 1, end: 0, reverse: true, limit: 1 })];
    for (const { value } of this.#log.getRange({ start: before ?? 0 })) {
      for (const record of decodeBlock(value)) {
        if (record.position > position) found.push(record);
        if (found.length === limit) return found;
      }
    }
    return found;
  }

  get lastPosition(): number {
    const [last] = [...this.#log.getRange({ reverse: true, limit: 1 })];
    return last === undefined ? 0 : decodeBlock(last.value).at(-1)!.position;
  }

  /** Forgets blocks of the log all of whose records are at or before the position; the newest block always stays. */
  async compactLog(position: number): Promise<void> {
    this.#refuseClosed();
    for (let more = true; more && !this.#closed;) {
      const blocks = [...this.#log.getKeys({ start: 0, end: position + 2, limit: COMPACTED_MAX })];
      await this.#write(() => {
        for (let i = 0; i + 1 < blocks.length; i++) void this.#log.remove(blocks[i]!);
      });
      more = blocks.length === COMPACTED_MAX;
    }
  }

  /** LMDB says why a commit failed in a promise of its own. @throws Error with the reason, and the system's code in `code` */
  async #write(put: () => void): Promise<void> {
    try {
      await this.#root.batch(put);
    } catch (error) {
      throw await (error as { commitError?: Promise<never> }).commitError?.catch((reason: unknown) => reason) ?? error;
    }
  }

  #refuseClosed(): void {
    if (this.#closed) throw new Error('the engine is closed');
  }

  /** Nothing may be read or written any more: LMDB would crash the process. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#root.close();
  }
}
