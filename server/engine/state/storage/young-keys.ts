/** Keys remembered in each of the two generations. */
const GENERATION_MAX = 32_768;

/**
 * Which tables may have rows of a key on disk, for the keys given lately: most element instances have no timer, no subscription and no
 * variable, and the disk need not be asked for them. Older keys are forgotten, of them everything may be there. Keys are the engine's, so
 * that newer ones sort after older ones.
 */
export class YoungKeys {
  /** All keys up to here are old. */
  #oldUntil = '';
  #olderUntil = '';
  #newest = '';
  #older = new Map<string, number>();
  #newer = new Map<string, number>();

  /** What was on disk before the start: nothing is known of it. */
  startAfter(key: string): void {
    this.#oldUntil = this.#olderUntil = this.#newest = key;
  }

  /** A row of the key goes to disk. @param table a bit of its own */
  stored(key: string, table: number): void {
    if (key <= this.#oldUntil) return;
    this.#newer.set(key, (this.#newer.get(key) ?? this.#older.get(key) ?? 0) | table);
    if (key > this.#newest) this.#newest = key;
    if (this.#newer.size < GENERATION_MAX) return;
    this.#oldUntil = this.#olderUntil;
    this.#olderUntil = this.#newest;
    this.#older = this.#newer;
    this.#newer = new Map();
  }

  mayBeStored(key: string, table: number): boolean {
    if (key <= this.#oldUntil) return true;
    return ((this.#newer.get(key) ?? this.#older.get(key) ?? 0) & table) !== 0;
  }
}
