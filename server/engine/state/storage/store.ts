import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { open } from 'lmdb';
import type { Database, RootDatabase } from 'lmdb';
import type { LogRecord } from '../../records/types.ts';
import { LayeredMap, REMOVED } from './layered-map.ts';

/** LMDB takes keys of at most 1978 bytes; longer parts (message names, correlation keys) become a hash. */
const KEY_PART_MAX = 300;
const SEPARATOR = '\u001f';
const AFTER_SEPARATOR = '\u0020';

interface Writes {
  keepCommand(): void;
  dropCommand(): void;
}

/** Values are immutable: what `get` returns is shared with the layers and must be replaced by `put`, never changed. */
export class Table<V> {
  readonly #prefix: string;
  readonly #layers: LayeredMap<V>;
  readonly #store: Store;

  constructor(store: Store, prefix: string, layers: LayeredMap<V>) {
    this.#store = store;
    this.#prefix = prefix;
    this.#layers = layers;
  }

  /** Rows of a table without groups live in the group ''. */
  get(group: string, key: string): V | undefined {
    const [groupPart, part] = [keyPart(group), keyPart(key)];
    const written = this.#layers.get(groupPart, part);
    if (written !== undefined) return written === REMOVED ? undefined : written;
    return this.#store.read(this.#prefix, groupPart, part) as V | undefined;
  }

  put(group: string, key: string, value: V): void {
    this.#store.touch(this.#layers);
    this.#layers.set(keyPart(group), keyPart(key), value);
  }

  remove(group: string, key: string): void {
    this.#store.touch(this.#layers);
    this.#layers.set(keyPart(group), keyPart(key), REMOVED);
  }

  /** The group's rows in the order of their keys, from after `afterKey` on. Rows may be written while iterating: they are not seen. */
  *entries(groupName: string, afterKey = ''): IterableIterator<[string, V]> {
    const group = keyPart(groupName);
    const written = this.#layers.group(group);
    const pending = written === undefined ? [] : [...written.keys()].filter((key) => afterKey === '' || key > afterKey).sort();
    let next = 0;
    for (const [key, stored] of this.#store.range(this.#prefix, group, afterKey)) {
      while (next < pending.length && pending[next]! < key) {
        const value = written!.get(pending[next]!)!;
        if (value !== REMOVED) yield [pending[next]!, value];
        next++;
      }
      const overwritten = pending[next] === key;
      if (overwritten) next++;
      const value = overwritten ? written!.get(key)! : (stored as V);
      if (value !== REMOVED) yield [key, value];
    }
    for (; next < pending.length; next++) {
      const value = written!.get(pending[next]!)!;
      if (value !== REMOVED) yield [pending[next]!, value];
    }
  }

  isEmpty(group: string): boolean {
    return this.entries(group).next().done === true;
  }
}

/**
 * State and log in one LMDB environment. Writes gather in layers; `commit` writes all that was kept, and the log, in one transaction that is
 * synced to disk before it resolves.
 */
export class Store {
  readonly #root: RootDatabase;
  readonly #state: Database<unknown, string>;
  readonly #log: Database<LogRecord[], number>;
  readonly #tables: { prefix: string; layers: LayeredMap<unknown> }[] = [];
  readonly #touched = new Set<Writes>();
  #closed = false;

  constructor(dataDir: string, mapSizeMb: number) {
    mkdirSync(dataDir, { recursive: true });
    this.#root = open({
      path: path.join(dataDir, 'engine.mdb'),
      mapSize: mapSizeMb * 1024 * 1024,
      // A commit resolves once it is on disk: the engine answers then, and starts the next commit then.
      overlappingSync: false,
      maxDbs: 4,
    });
    this.#state = this.#root.openDB<unknown, string>({ name: 'state', encoding: 'msgpack' });
    this.#log = this.#root.openDB<LogRecord[], number>({ name: 'log', encoding: 'msgpack' });
  }

  /** `prefix` names the table on disk: short, unique, never changed. */
  table<V>(prefix: string): Table<V> {
    if (this.#tables.some((table) => table.prefix === prefix)) throw new Error(`two tables are called ${prefix}`);
    const layers = new LayeredMap<V>();
    this.#tables.push({ prefix, layers: layers as LayeredMap<unknown> });
    return new Table<V>(this, prefix, layers);
  }

  touch(layers: Writes): void {
    this.#touched.add(layers);
  }

  read(prefix: string, group: string, key: string): unknown {
    this.#refuseClosed();
    return this.#state.get(diskKey(prefix, group, key));
  }

  *range(prefix: string, group: string, afterKey: string): IterableIterator<[string, unknown]> {
    this.#refuseClosed();
    const start = diskKey(prefix, group, '');
    const end = `${start.slice(0, -1)}${AFTER_SEPARATOR}`;
    for (const { key, value } of this.#state.getRange({ start: start + afterKey, end })) {
      const own = key.slice(start.length);
      if (own !== afterKey || afterKey === '') yield [own, value];
    }
  }

  keepCommand(): void {
    for (const layers of this.#touched) layers.keepCommand();
    this.#touched.clear();
  }

  dropCommand(): void {
    for (const layers of this.#touched) layers.dropCommand();
    this.#touched.clear();
  }

  /** Resolves when all kept writes and the records are on disk. Not to be called again before that. */
  async commit(records: readonly LogRecord[]): Promise<void> {
    const writes = this.#tables.map(({ prefix, layers }) => ({ prefix, entries: layers.seal() }));
    await this.#root.batch(() => {
      for (const { prefix, entries } of writes) {
        for (const [group, rows] of entries) {
          for (const [key, value] of rows) {
            if (value === REMOVED) void this.#state.remove(diskKey(prefix, group, key));
            else void this.#state.put(diskKey(prefix, group, key), value);
          }
        }
      }
      if (records.length > 0) void this.#log.put(records[0]!.position, [...records]);
    });
    for (const { layers } of this.#tables) layers.onDisk();
  }

  /** Committed records after the position, at most about `limit`: whole commits' records are never torn below it. */
  recordsAfter(position: number, limit: number): LogRecord[] {
    this.#refuseClosed();
    const found: LogRecord[] = [];
    // The block that holds the next record may start before it.
    const [before] = [...this.#log.getRange({ start: position + 1, end: 0, reverse: true, limit: 1 })];
    for (const { value } of this.#log.getRange({ start: before?.key ?? 0 })) {
      for (const record of value) {
        if (record.position > position) found.push(record);
        if (found.length === limit) return found;
      }
    }
    return found;
  }

  get lastPosition(): number {
    const [last] = [...this.#log.getRange({ reverse: true, limit: 1 })];
    return last === undefined ? 0 : last.value[last.value.length - 1]!.position;
  }

  /** Forgets blocks of the log all of whose records are at or before the position; the newest block always stays. */
  async compactLog(position: number): Promise<void> {
    this.#refuseClosed();
    const blocks = [...this.#log.getKeys({ start: 0, end: position + 2, limit: 1000 })] as number[];
    await this.#root.batch(() => {
      for (let i = 0; i + 1 < blocks.length; i++) void this.#log.remove(blocks[i]!);
    });
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

function diskKey(prefix: string, group: string, key: string): string {
  return `${prefix}${SEPARATOR}${group}${SEPARATOR}${key}`;
}

/** Parts that are long or hold control characters are shortened to a hash: rows whose key matters carry it in their value. */
function keyPart(part: string): string {
  if (part.length <= KEY_PART_MAX && !/[\u0000-\u001f]/.test(part)) return part;
  return `#${createHash('sha256').update(part).digest('hex')}`;
}
