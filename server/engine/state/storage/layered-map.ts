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
 * The writes of one table that are not in the data file yet, newest first: those that wait for the next commit, those of the commit that is
 * being written to the journal, those that are in the journal, and those of them that are being written to the data file. A read asks them in
 * this order and then the data file.
 */
export class LayeredMap<V> {
  readonly #undo: Undo;
  #pending: Layer<V> = new Map();
  #committing: Layer<V> = new Map();
  #journaled: Layer<V> = new Map();
  #settling: Layer<V> = new Map();

  constructor(undo: Undo) {
    this.#undo = undo;
  }

  get(group: string, key: string): V | Removed | undefined {
    return this.#pending.get(group)?.rows.get(key) ?? this.#committing.get(group)?.rows.get(key)
      ?? this.#journaled.get(group)?.rows.get(key) ?? this.#settling.get(group)?.rows.get(key);
  }

  set(group: string, key: string, value: V | Removed): void {
    let written = this.#pending.get(group);
    if (written === undefined) this.#pending.set(group, written = new WrittenRows());
    this.#undo.note(written as WrittenRows<unknown>, key, written.rows.get(key));
    written.set(key, value);
  }

  /** The layers that have rows of the group, the newest first. */
  layers(group: string): WrittenRows<V>[] {
    const found: WrittenRows<V>[] = [];
    for (const layer of [this.#pending, this.#committing, this.#journaled, this.#settling]) {
      const written = layer.get(group);
      if (written !== undefined) found.push(written);
    }
    return found;
  }

  get hasPending(): boolean {
    return this.#pending.size > 0;
  }

  /**
   * Moves the pending writes to the committing layer and returns them, without the removals of rows that neither the journal nor the data file
   * has. `inJournal` must be called before the next commit.
   */
  commit(mayBeInFile: MayBeInFile): Layer<V> {
    this.#committing = this.#pending;
    this.#pending = new Map();
    for (const [group, written] of this.#committing) {
      const journaled = this.#journaled.get(group)?.rows;
      for (const [key, value] of written.rows) {
        if (value === REMOVED && journaled?.has(key) !== true && !this.#mayBeBelow(group, key, mayBeInFile)) written.delete(key);
      }
    }
    return this.#committing;
  }

  /** What was committing is in the journal. */
  inJournal(mayBeInFile: MayBeInFile): void {
    for (const [group, written] of this.#committing) {
      const journaled = this.#journaled.get(group);
      if (journaled === undefined) {
        if (written.rows.size > 0) this.#journaled.set(group, written);
        continue;
      }
      for (const [key, value] of written.rows) {
        if (value === REMOVED && !this.#mayBeBelow(group, key, mayBeInFile)) journaled.delete(key);
        else journaled.set(key, value);
      }
      if (journaled.rows.size === 0) this.#journaled.delete(group);
    }
    this.#committing = new Map();
  }

  #mayBeBelow(group: string, key: string, mayBeInFile: MayBeInFile): boolean {
    return this.#settling.get(group)?.rows.has(key) === true || mayBeInFile(group, key);
  }

  /** Moves what is in the journal to the settling layer and returns it; `inFile` must be called before the next time. */
  settle(): Layer<V> {
    this.#settling = this.#journaled;
    this.#journaled = new Map();
    return this.#settling;
  }

  /** What was settling is in the data file. */
  inFile(): void {
    this.#settling = new Map();
  }
}

/** False only where it is certain that the data file has no such row. */
type MayBeInFile = (group: string, key: string) => boolean;
