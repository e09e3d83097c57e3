export type ImportedType = 'material' | 'lot' | 'sublot' | 'equipment' | 'order';

export interface Imported {
  readonly type: ImportedType;
  readonly id: string;
}

/** What a message changed; each thing once, created before updated. */
export class ImportLog {
  readonly #changes = new Map<string, { type: ImportedType; id: string; change: 'created' | 'updated' | 'outdated' }>();
  readonly #mentioned = new Map<string, Imported>();

  note(type: ImportedType, id: string, change: 'created' | 'updated' | 'same' | 'outdated'): void {
    const key = `${type} ${id}`;
    this.#mentioned.set(key, { type, id });
    if (change !== 'same' && this.#changes.get(key)?.change !== 'created') this.#changes.set(key, { type, id, change });
  }

  of(change: 'created' | 'updated' | 'outdated'): Imported[] {
    return [...this.#changes.values()].filter((one) => one.change === change).map(({ type, id }) => ({ type, id }));
  }

  mentioned(type: ImportedType): string[] {
    return [...this.#mentioned.values()].filter((one) => one.type === type).map((one) => one.id);
  }
}
