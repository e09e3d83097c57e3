import type { Key } from '../records/types.ts';
import type { Store, Table } from './storage/store.ts';

/** Sorts after every key and every order. */
const LAST_KEY = '~';
const TIME_DIGITS = 16;
/** Of every key that the engine gives: from 2^51 to 2^53. */
const KEY_DIGITS = 16;

export interface DuePortion {
  readonly keys: readonly Key[];
  /** Where the next portion begins. */
  readonly lastRow: string;
}

/**
 * What becomes due, in the order of time, then of `order` where one is given, then of keys: rows are keys of LMDB, so that a restart reads only
 * what is due.
 */
export class DueTimes {
  readonly #rows: Table<true>;
  #earliestAdded = Infinity;

  constructor(store: Store, prefix: string) {
    this.#rows = store.table<true>(prefix);
  }

  /** @param due milliseconds since 1970 */
  add(due: number, key: Key, order = ''): void {
    this.#rows.put('', dueKey(due, order + key), true);
    this.#earliestAdded = Math.min(this.#earliestAdded, due);
  }

  remove(due: number, key: Key, order = ''): void {
    this.#rows.remove('', dueKey(due, order + key));
  }

  /** The first that are due, at most `limit`, from after the row on where an earlier portion ended. */
  dueAt(now: number, limit: number, afterRow = ''): DuePortion {
    const keys: Key[] = [];
    let lastRow = afterRow;
    for (const [row] of this.#rows.entries('', afterRow)) {
      if (timeOf(row) > now || keys.length === limit) break;
      keys.push(row.slice(-KEY_DIGITS));
      lastRow = row;
    }
    return { keys, lastRow };
  }

  /** The first time after this one; undefined when there is none. */
  earliestAfter(time: number): number | undefined {
    for (const [row] of this.#rows.entries('', dueKey(time, LAST_KEY))) return timeOf(row);
    return undefined;
  }

  /** The earliest time added since the last call (Infinity for none): whoever waits may have to wake up sooner. */
  takeEarliestAdded(): number {
    const earliest = this.#earliestAdded;
    this.#earliestAdded = Infinity;
    return earliest;
  }
}

function dueKey(due: number, key: string): string {
  return `${String(Math.max(0, Math.trunc(due))).padStart(TIME_DIGITS, '0')}${key}`;
}

function timeOf(row: string): number {
  return Number(row.slice(0, TIME_DIGITS));
}
