import type { Store } from './state/storage/store.ts';

/** So often within the number of records to keep are older ones looked for. */
const LOOKS = 20;

/** Forgets old records where nobody reads and acknowledges them: the newest `kept` stay, and at most a twentieth more. */
export class RecordRetention {
  readonly #store: Pick<Store, 'compactLog'>;
  readonly #kept: number;
  readonly #onError: (error: unknown) => void;
  #lookedAt = 0;

  constructor(store: Pick<Store, 'compactLog'>, kept: number, onError: (error: unknown) => void) {
    this.#store = store;
    this.#kept = kept;
    this.#onError = onError;
  }

  afterCommit(lastPosition: number): void {
    if (lastPosition - this.#lookedAt < this.#kept / LOOKS) return;
    this.#lookedAt = lastPosition;
    if (lastPosition > this.#kept) this.#store.compactLog(lastPosition - this.#kept).catch(this.#onError);
  }
}
