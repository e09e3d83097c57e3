const INTERVAL_MS = 10_000;

/** Tells on the console, every ten seconds, how far a long run is and what it waits for: one that is slow and one that hangs look the same else. */
export class Progress {
  readonly #kind: string;
  readonly #count: number;
  readonly #timer: NodeJS.Timeout;
  #done = 0;
  #current: { readonly number: number; readonly since: number } | undefined;
  #slowest = { number: 0, ms: 0 };

  constructor(kind: string, count: number) {
    this.#kind = kind;
    this.#count = count;
    this.#timer = setInterval(() => this.#tell(), INTERVAL_MS);
  }

  async during(number: number, play: () => Promise<void>): Promise<void> {
    const since = performance.now();
    this.#current = { number, since };
    try {
      await play();
    } finally {
      const ms = performance.now() - since;
      if (ms > this.#slowest.ms) this.#slowest = { number, ms };
      this.#current = undefined;
      this.#done++;
    }
  }

  note(text: string): void {
    process.stdout.write(`  ${text}\n`);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tell(): void {
    const running = this.#current === undefined ? '' : `, case ${this.#current.number} for ${seconds(performance.now() - this.#current.since)}`;
    this.note(`${this.#done} of ${this.#count} ${this.#kind}${running}; slowest so far: case ${this.#slowest.number} with ${seconds(this.#slowest.ms)}`);
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
