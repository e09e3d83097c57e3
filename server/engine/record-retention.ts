import type { Store } from './state/storage/store.ts';

export interface KeptRecords {
  /** How many of the newest. */
  readonly count: number;
  /** Fewer, where those hold more than so many bytes. */
  readonly bytes: number;
}

/** So often within what is to be kept are older records looked for. */
const LOOKS = 20;

/** Forgets old records where nobody reads and acknowledges them: the newest of `kept` stay, and at most a twentieth more. */
export class RecordRetention {
  readonly #store: Pick<Store, 'compactLog'>;
  readonly #kept: KeptRecords;
  readonly #onError: (error: unknown) => void;
  #lookedAt = 0;
  #bytesSince = 0;
  /** What was written between two looks, oldest first, and all of it together. */
  readonly #portions: { readonly lastPosition: number; readonly bytes: number }[] = [];
  #bytes = 0;

  constructor(store: Pick<Store, 'compactLog'>, kept: KeptRecords, onError: (error: unknown) => void) {
    this.#store = store;
    this.#kept = kept;
    this.#onError = onError;
  }

  /** `bytes`: of the commit's records. */
  afterCommit(lastPosition: number, bytes: number): void {
    const { count, bytes: bytesMax } = this.#kept;
    this.#bytesSince += bytes;
    if (lastPosition - this.#lookedAt < count / LOOKS && this.#bytesSince < bytesMax / LOOKS) return;
    this.#portions.push({ lastPosition, bytes: this.#bytesSince });
    this.#bytes += this.#bytesSince;
    this.#bytesSince = 0;
    this.#lookedAt = lastPosition;
    let forgotten = lastPosition - count;
    for (let oldest = this.#portions[0]; oldest !== undefined && (this.#bytes > bytesMax || oldest.lastPosition <= forgotten); oldest = this.#portions[0]) {
      this.#portions.shift();
      this.#bytes -= oldest.bytes;
      forgotten = Math.max(forgotten, oldest.lastPosition);
    }
    if (forgotten > 0) this.#store.compactLog(forgotten).catch(this.#onError);
  }
}
