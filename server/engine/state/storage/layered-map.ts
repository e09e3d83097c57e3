/** What a write layer says of a key that was removed. */
export const REMOVED: unique symbol = Symbol('removed');
export type Removed = typeof REMOVED;

type Layer<V> = Map<string, Map<string, V | Removed>>;

/**
 * The writes of one table that are not on disk yet, newest layer first: of the command in progress, of the commands that wait for the next
 * commit, of the commit that is being written. A read asks them in this order and then the disk; a failed command's layer is dropped.
 * What is written and removed again between two commits never reaches the disk.
 */
export class LayeredMap<V> {
  #command: Layer<V> = new Map();
  #group: Layer<V> = new Map();
  #committing: Layer<V> = new Map();

  get(group: string, key: string): V | Removed | undefined {
    return this.#command.get(group)?.get(key) ?? this.#group.get(group)?.get(key) ?? this.#committing.get(group)?.get(key);
  }

  set(group: string, key: string, value: V | Removed): void {
    writeTo(this.#command, group, key, value);
  }

  /** The written keys of the group, the newest layer's values; undefined where no layer has the group. */
  group(group: string): ReadonlyMap<string, V | Removed> | undefined {
    const layers = [this.#committing.get(group), this.#group.get(group), this.#command.get(group)].filter((layer) => layer !== undefined);
    if (layers.length <= 1) return layers[0];
    const merged = new Map<string, V | Removed>();
    for (const layer of layers) for (const [key, value] of layer) merged.set(key, value);
    return merged;
  }

  keepCommand(): void {
    for (const [group, entries] of this.#command) {
      for (const [key, value] of entries) writeTo(this.#group, group, key, value);
    }
    this.#command.clear();
  }

  dropCommand(): void {
    this.#command.clear();
  }

  /** Moves the kept writes to the committing layer and returns them; `onDisk` must be called before the next seal. */
  seal(): Layer<V> {
    this.#committing = this.#group;
    this.#group = new Map();
    return this.#committing;
  }

  onDisk(): void {
    this.#committing = new Map();
  }
}

function writeTo<V>(layer: Layer<V>, group: string, key: string, value: V | Removed): void {
  const entries = layer.get(group);
  if (entries === undefined) layer.set(group, new Map([[key, value]]));
  else entries.set(key, value);
}
