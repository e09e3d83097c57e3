import type { Database } from '../../database/index.ts';
import { ingestSamples } from './ingest.ts';
import type { Sample } from './sample.ts';

interface Waiting {
  readonly samples: readonly Sample[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Samples of one transaction at most. */
const batchMax = 5_000;

/** Takes samples from many connections; what arrives while a transaction is being written goes into the next one together. */
export class SignalPipeline {
  readonly #database: Database;
  readonly #waiting: Waiting[] = [];
  #writing = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Resolves when the samples are on disk and what they mean is done. */
  take(samples: readonly Sample[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ samples, resolve, reject });
      if (!this.#writing) void this.#write();
    });
  }

  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const batch: Waiting[] = [];
      let count = 0;
      while (this.#waiting.length > 0 && (count === 0 || count + this.#waiting[0]!.samples.length <= batchMax)) {
        const next = this.#waiting.shift()!;
        batch.push(next);
        count += next.samples.length;
      }
      try {
        await this.#database.transaction('system', (tx) => ingestSamples(tx, batch.flatMap(({ samples }) => samples)));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#writing = false;
  }
}
