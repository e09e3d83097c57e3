import { NO_KEY } from '../records/types.ts';
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
    const commands = [...this.#dueCommands(now)];
    for (let i = 0; i < commands.length && !this.#stopped; i += AT_ONCE_MAX) {
      await Promise.all(commands.slice(i, i + AT_ONCE_MAX).map((command) => this.#queue.enqueue(command)));
    }
    if (this.#stopped) return;
    // What was refused (its scope is stuck in an incident) stays due and is tried again with the next that becomes due.
    const added = this.#addedWhileAwake;
    this.#addedWhileAwake = undefined;
    this.#wakesAt = Infinity;
    this.#sleepUntil(Math.min(added, this.#earliestAfter(now)));
  }

  *#dueCommands(now: number): IterableIterator<Command> {
    const { timerDueDates, jobDeadlines, jobBackoffs, messageDeadlines, timers, jobs } = this.#state;
    for (const key of timerDueDates.dueAt(now)) yield { valueType: 'TIMER', intent: 'TRIGGER', key, value: timers.get('', key)! };
    for (const key of jobDeadlines.dueAt(now)) yield { valueType: 'JOB', intent: 'TIME_OUT', key, value: jobs.get('', key)!.value };
    for (const key of jobBackoffs.dueAt(now)) yield { valueType: 'JOB', intent: 'RECUR_AFTER_BACKOFF', key, value: jobs.get('', key)!.value };
    const messageKeys = [...messageDeadlines.dueAt(now)];
    if (messageKeys.length > 0) yield { valueType: 'MESSAGE_BATCH', intent: 'EXPIRE', key: NO_KEY, value: { messageKeys } };
  }
}
