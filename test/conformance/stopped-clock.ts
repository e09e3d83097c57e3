/** Stands still until it is moved; then it wakes whoever is due. */
export class StoppedClock {
  #nowMs: number;
  readonly #alarms = new Set<{ readonly atMs: number; readonly wake: () => void }>();

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  /** Calls `wake` when the time has come; gives the function that calls it off. */
  wakeAt(atMs: number, wake: () => void): () => void {
    const alarm = { atMs, wake };
    this.#alarms.add(alarm);
    if (atMs <= this.#nowMs) setImmediate(() => this.moveTo(this.#nowMs));
    return () => void this.#alarms.delete(alarm);
  }

  moveTo(nowMs: number): void {
    this.#nowMs = nowMs;
    for (const alarm of [...this.#alarms]) {
      if (alarm.atMs > nowMs || !this.#alarms.delete(alarm)) continue;
      alarm.wake();
    }
  }
}
