/** What a write layer says of a key that was removed. */
export const REMOVED: unique symbol = Symbol('removed');
export type Removed = typeof REMOVED;

/** The written rows of one group. */
export class WrittenRows<V> {
  readonly rows = new Map<string, V | Removed>();
  #sorted: readonly string[] | undefined;

  set(key: string, value: V | Removed): void {
    const { size } = this.rows;
    this.rows.set(key, value);
    if (this.rows.size !== size) this.#sorted = undefined;
  }

  delete(key: string): void {
    this.rows.delete(key);
    this.#sorted = undefined;
  }

  /** Never changed once given: who goes through it sees the keys of that moment. */
  sortedKeys(): readonly string[] {
    return (this.#sorted ??= [...this.rows.keys()].sort());
  }
}

export type Layer<V> = Map<string, WrittenRows<V>>;

/** Takes back, newest first, what a failed command wrote. */
export class Undo {
  readonly #changes: { readonly rows: WrittenRows<unknown>; readonly key: string; readonly before: unknown }[] = [];

  note(rows: WrittenRows<unknown>, key: string, before: unknown): void {
    this.#changes.push({ rows, key, before });
  }

  forget(): void {
    this.#changes.length = 0;
  }

  undo(): void {
    for (let change = this.#changes.pop(); change !== undefined; change = this.#changes.pop()) {
      if (change.before === undefined) change.rows.delete(change.key);
      else change.rows.set(change.key, change.before);
    }
  }
}

/**
 * The writes of one table that are not on disk yet: those that wait for the next commit, and those of the commit that is being written. A
 * read asks them in this order and then the disk.
 */
export class LayeredMap<V> {
  readonly #undo: Undo;
  #pending: Layer<V> = new Map();
  #committing: Layer<V> = new Map();

  constructor(undo: Undo) {
    this.#undo = undo;
  }

  get(group: string, key: string): V | Removed | undefined {
    return this.#pending.get(group)?.rows.get(key) ?? this.#committing.get(group)?.rows.get(key);
  }

  set(group: string, key: string, value: V | Removed): void {
    let written = this.#pending.get(group);
    if (written === undefined) this.#pending.set(group, written = new WrittenRows());
    this.#undo.note(written as WrittenRows<unknown>, key, written.rows.get(key));
    written.set(key, value);
  }

  /** The layers that have rows of the group, the newest first. */
  layers(group: string): WrittenRows<V>[] {
    const [pending, committing] = [this.#pending.get(group), this.#committing.get(group)];
    if (pending === undefined) return committing === undefined ? [] : [committing];
    return committing === undefined ? [pending] : [pending, committing];
  }

  /** Moves the pending writes to the committing layer and returns them; `onDisk` must be called before the next seal. */
  seal(): Layer<V> {
    this.#committing = this.#pending;
    this.#pending = new Map();
    return this.#committing;
  }

  onDisk(): void {
    this.#committing = new Map();
  }
}
