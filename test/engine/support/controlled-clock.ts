import type { Clock } from '../../../server/engine/index.ts';

/** Time that stands still until a test moves it. */
export class ControlledClock implements Clock {
  #now: number;
  #wakeUps: { time: number; wake: () => void }[] = [];

  constructor(now = Date.UTC(2026, 0, 5, 8)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  wakeAt(time: number, wake: () => void): () => void {
    const wakeUp = { time, wake };
    this.#wakeUps.push(wakeUp);
    if (time <= this.#now) queueMicrotask(() => this.#ring());
    return () => {
      this.#wakeUps = this.#wakeUps.filter((other) => other !== wakeUp);
    };
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
    this.#ring();
  }

  #ring(): void {
    const due = this.#wakeUps.filter(({ time }) => time <= this.#now);
    this.#wakeUps = this.#wakeUps.filter(({ time }) => time > this.#now);
    for (const { wake } of due) wake();
  }
}
