import { NO_KEY } from '../records/types.ts';
import type { Key } from '../records/types.ts';
import type { State } from '../state/state.ts';
import type { DueTimes } from '../state/due-times.ts';
import type { Clock } from './clock.ts';
import type { CommandQueue } from './command-queue.ts';
import type { Command } from './step.ts';

/** Commands submitted before clients get their turn again. */
const AT_ONCE_MAX = 500;

/**
 * Submits the commands that time asks for: due timers, overdue jobs, back-offs that are over, messages that expire. Sleeps until the earliest
 * of them; nothing is polled.
 */
export class DueWork {
  readonly #state: State;
  readonly #clock: Clock;
  readonly #queue: CommandQueue;
  #wakesAt = Infinity;
  /** While awake: the earliest of what became due later, or even at once, through what is done now. */
  #addedWhileAwake: number | undefined;
  #cancel: () => void = () => undefined;
  #stopped = false;

  constructor(state: State, clock: Clock, queue: CommandQueue) {
    this.#state = state;
    this.#clock = clock;
    this.#queue = queue;
  }

  /** Wakes up at once for what became due while nobody looked. */
  start(): void {
    this.#sleepUntil(this.#earliestAfter(0));
  }

  /** To be called after each commit: something may be due sooner now. */
  afterCommit(): void {
    const added = Math.min(...this.#kinds().map((kind) => kind.takeEarliestAdded()));
    if (this.#addedWhileAwake === undefined) this.#sleepUntil(Math.min(this.#wakesAt, added));
    else this.#addedWhileAwake = Math.min(this.#addedWhileAwake, added);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #kinds(): DueTimes[] {
    return [this.#state.timerDueDates, this.#state.jobDeadlines, this.#state.jobBackoffs, this.#state.messageDeadlines];
  }

  #sleepUntil(time: number): void {
    if (this.#stopped || time === this.#wakesAt) return;
    this.#cancel();
    this.#wakesAt = time;
    this.#cancel = time === Infinity ? () => undefined : this.#clock.wakeAt(time, () => void this.#wake());
  }

  #earliestAfter(time: number): number {
    return Math.min(...this.#kinds().map((kind) => kind.earliestAfter(time) ?? Infinity));
  }

  async #wake(): Promise<void> {
    if (this.#stopped) return;
    this.#addedWhileAwake = Infinity;
    const now = this.#clock.now();
    for (const { due, commands } of this.#kindsOfWork()) {
      let { keys, lastRow } = due.dueAt(now, AT_ONCE_MAX);
      while (keys.length > 0 && !this.#stopped) {
        await Promise.all(commands(keys).map((command) => this.#queue.enqueue(command)));
        if (!this.#stopped) ({ keys, lastRow } = due.dueAt(now, AT_ONCE_MAX, lastRow));
      }
    }
    if (this.#stopped) return;
    // What was refused (its scope is stuck in an incident) stays due and is tried again with the next that becomes due.
    const added = this.#addedWhileAwake;
    this.#addedWhileAwake = undefined;
    this.#wakesAt = Infinity;
    this.#sleepUntil(Math.min(added, this.#earliestAfter(now)));
  }

  #kindsOfWork(): { readonly due: DueTimes; readonly commands: (keys: readonly Key[]) => Command[] }[] {
    const { timerDueDates, jobDeadlines, jobBackoffs, messageDeadlines, timers, jobs } = this.#state;
    return [
      { due: timerDueDates, commands: (keys) => keys.map((key) => ({ valueType: 'TIMER', intent: 'TRIGGER', key, value: timers.get('', key)! })) },
      { due: jobDeadlines, commands: (keys) => keys.map((key) => ({ valueType: 'JOB', intent: 'TIME_OUT', key, value: jobs.get('', key)!.value })) },
      { due: jobBackoffs, commands: (keys) => keys.map((key) => ({ valueType: 'JOB', intent: 'RECUR_AFTER_BACKOFF', key, value: jobs.get('', key)!.value })) },
      { due: messageDeadlines, commands: (messageKeys) => [{ valueType: 'MESSAGE_BATCH', intent: 'EXPIRE', key: NO_KEY, value: { messageKeys } }] },
    ];
  }
}
