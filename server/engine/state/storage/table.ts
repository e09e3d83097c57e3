import { keyPart } from './disk-key.ts';
import { REMOVED } from './layered-map.ts';
import type { LayeredMap, Removed, WrittenRows } from './layered-map.ts';
import type { Store } from './store.ts';

/** Which part of a row's place is a key that the engine gave. */
export type EngineKeyPart = 'group' | 'key';

export interface TablePlace {
  /** Names the table on disk: short, unique, never changed. */
  readonly prefix: string;
  readonly engineKey: EngineKeyPart | undefined;
  /** A bit of its own for each table that has an engine key, else 0. */
  readonly bit: number;
}

/** Values are immutable: what `get` returns is shared with the layers and must be replaced by `put`, never changed. */
export class Table<V> {
  readonly #store: Store;
  readonly #place: TablePlace;
  readonly #layers: LayeredMap<V>;

  constructor(store: Store, place: TablePlace, layers: LayeredMap<V>) {
    this.#store = store;
    this.#place = place;
    this.#layers = layers;
  }

  /** Rows of a table without groups live in the group ''. */
  get(groupName: string, keyName: string): V | undefined {
    const [group, key] = [keyPart(groupName), keyPart(keyName)];
    const written = this.#layers.get(group, key);
    if (written !== undefined) return written === REMOVED ? undefined : written;
    return this.#store.read(this.#place, group, key) as V | undefined;
  }

  put(group: string, key: string, value: V): void {
    this.#layers.set(keyPart(group), keyPart(key), value);
  }

  remove(group: string, key: string): void {
    this.#layers.set(keyPart(group), keyPart(key), REMOVED);
  }

  /** The group's rows in the order of their keys, from after `afterKey` on. Rows may be written while iterating: they are not seen. */
  entries(groupName: string, afterKey = ''): Iterable<[string, V]> {
    const group = keyPart(groupName);
    const layers = this.#layers.layers(group);
    const stored = this.#store.mayHaveRows(this.#place, group);
    return layers.length === 0 && !stored ? [] : this.#merged(group, afterKey, layers, stored);
  }

  isEmpty(group: string): boolean {
    for (const _ of this.entries(group)) return false;
    return true;
  }

  *#merged(group: string, afterKey: string, layers: readonly WrittenRows<V>[], stored: boolean): IterableIterator<[string, V]> {
    const sources: Source<V>[] = layers.map((rows) => new WrittenSource(rows, afterKey));
    const disk = stored ? new DiskSource<V>(this.#store.range(this.#place, group, afterKey)) : undefined;
    if (disk !== undefined) sources.push(disk);
    try {
      for (let key = least(sources); key !== undefined; key = least(sources)) {
        let value: V | Removed | undefined;
        for (const source of sources) {
          if (source.key !== key) continue;
          value ??= source.value();
          source.next();
        }
        if (value !== REMOVED) yield [key, value!];
      }
    } finally {
      disk?.close();
    }
  }
}

/** Rows in the order of their keys; `key` is undefined at the end. */
interface Source<V> {
  readonly key: string | undefined;
  value(): V | Removed;
  next(): void;
}

class WrittenSource<V> implements Source<V> {
  readonly #rows: WrittenRows<V>;
  readonly #keys: readonly string[];
  #at: number;

  constructor(rows: WrittenRows<V>, afterKey: string) {
    this.#rows = rows;
    this.#keys = rows.sortedKeys();
    this.#at = afterKey === '' ? 0 : firstAfter(this.#keys, afterKey);
  }

  get key(): string | undefined {
    return this.#keys[this.#at];
  }

  value(): V | Removed {
    return this.#rows.rows.get(this.key!)!;
  }

  next(): void {
    this.#at++;
  }
}

class DiskSource<V> implements Source<V> {
  readonly #rows: Iterator<[string, unknown]>;
  #row: [string, unknown] | undefined;

  constructor(rows: Iterator<[string, unknown]>) {
    this.#rows = rows;
    this.next();
  }

  get key(): string | undefined {
    return this.#row?.[0];
  }

  value(): V {
    return this.#row![1] as V;
  }

  next(): void {
    const { done, value } = this.#rows.next() as IteratorResult<[string, unknown], undefined>;
    this.#row = done === true ? undefined : value;
  }

  close(): void {
    this.#rows.return?.();
  }
}

function least(sources: readonly Source<unknown>[]): string | undefined {
  let key: string | undefined;
  for (const source of sources) if (source.key !== undefined && (key === undefined || source.key < key)) key = source.key;
  return key;
}

/** Where the first key greater than `key` stands. */
function firstAfter(sorted: readonly string[], key: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! > key) to = middle;
    else from = middle + 1;
  }
  return from;
}
