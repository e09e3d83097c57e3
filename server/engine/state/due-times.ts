import type { Key } from '../records/types.ts';
import type { Store, Table } from './storage/store.ts';

/** Sorts after every key. */
const LAST_KEY = '~';

export interface DuePortion {
  readonly keys: readonly Key[];
  /** Where the next portion begins. */
  readonly lastRow: string;
}

/** What becomes due, in the order of time: rows are keys of LMDB, so that a restart reads only what is due. */
export class DueTimes {
  readonly #rows: Table<true>;
  #earliestAdded = Infinity;

  constructor(store: Store, prefix: string) {
    this.#rows = store.table<true>(prefix);
  }

  /** @param due milliseconds since 1970 */
  add(due: number, key: Key): void {
    this.#rows.put('', dueKey(due, key), true);
    this.#earliestAdded = Math.min(this.#earliestAdded, due);
  }

  remove(due: number, key: Key): void {
    this.#rows.remove('', dueKey(due, key));
  }

  /** The first that are due, at most `limit`, from after the row on where an earlier portion ended. */
  dueAt(now: number, limit: number, afterRow = ''): DuePortion {
    const keys: Key[] = [];
    let lastRow = afterRow;
    for (const [row] of this.#rows.entries('', afterRow)) {
      if (Number(row.slice(0, 16)) > now || keys.length === limit) break;
      keys.push(row.slice(16));
      lastRow = row;
    }
    return { keys, lastRow };
  }

  /** The first time after this one; undefined when there is none. */
  earliestAfter(time: number): number | undefined {
    for (const [row] of this.#rows.entries('', dueKey(time, LAST_KEY))) return Number(row.slice(0, 16));
    return undefined;
  }

  /** The earliest time added since the last call (Infinity for none): whoever waits may have to wake up sooner. */
  takeEarliestAdded(): number {
    const earliest = this.#earliestAdded;
    this.#earliestAdded = Infinity;
    return earliest;
  }
}

function dueKey(due: number, key: Key): string {
  return `${String(Math.max(0, Math.trunc(due))).padStart(16, '0')}${key}`;
}
