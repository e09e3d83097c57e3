/** Of what is encoded in each of the two generations. */
const GENERATION_BYTES_MAX = 8 * 1024 * 1024;
const ROW_BYTES_MAX = 64 * 1024;

/** Rows as they are on disk, written or read lately: they need not be read and decoded again. Bounded by their size. */
export class RecentRows {
  #older = new Map<string, unknown>();
  #newer = new Map<string, unknown>();
  #bytes = 0;

  get(diskKey: string): unknown {
    return this.#newer.get(diskKey) ?? this.#older.get(diskKey);
  }

  set(diskKey: string, value: unknown, bytes: number): void {
    if (bytes > ROW_BYTES_MAX) return this.delete(diskKey);
    this.#newer.set(diskKey, value);
    this.#bytes += diskKey.length + bytes;
    if (this.#bytes < GENERATION_BYTES_MAX) return;
    this.#older = this.#newer;
    this.#newer = new Map();
    this.#bytes = 0;
  }

  delete(diskKey: string): void {
    this.#newer.delete(diskKey);
    this.#older.delete(diskKey);
  }
}
