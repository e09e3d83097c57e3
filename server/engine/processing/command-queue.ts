import { NO_KEY } from '../records/types.ts';
import type { Key, LogRecord, ValueType } from '../records/types.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/storage/store.ts';
import { BatchTooLarge, refuseTooLarge } from './batch-too-large.ts';
import { OutOfDiskSpace, type DiskRoom } from './disk-room.ts';
import type { JobStreams } from './job-streams.ts';
import type { Processor } from './processor.ts';
import type { Processors } from './registry.ts';
import { CommandRefused } from './failure.ts';
import { Step } from './step.ts';
import type { Answer, AwaitedResult, Command, RequestId, WaitingClients } from './step.ts';

export type Log = (level: 'error' | 'warn' | 'info' | 'debug', message: string, fields?: Record<string, unknown>) => void;

export interface Committed {
  readonly lastPosition: number;
  /** About how much its records hold. */
  readonly bytes: number;
  readonly availableJobTypes: ReadonlySet<string>;
}

/** The engine takes nothing any more: it was closed, or it cannot write. Whether a command without an answer was done is unknown. */
export class EngineStopped extends Error {
  override readonly name = 'EngineStopped';
}

/** So long clients' commands are processed at a time, milliseconds: then the answers of a commit that is on disk meanwhile go out. */
const SLICE_MS = 2;
/** How many clients' commands one commit takes at most: the first of them waits for the last. */
const GROUP_MAX = 500;
/** How many commands one step takes, its first included: as many as a batch of Zeebe's. */
const COMMANDS_MAX = 100;
/** A commit takes no further command once clients' commands, or postponed ones, made so many records: all of them are in memory. */
const GROUP_RECORDS_MAX = 5_000;
const POSTPONED_RECORDS_MAX = 1_000;
/** The same for what the records hold: with long names or large variables few of them are much. */
const GROUP_BYTES_MAX = 16 * 1024 * 1024;
const POSTPONED_BYTES_MAX = 4 * 1024 * 1024;

interface Queued {
  readonly command: Command;
  readonly request: RequestId | undefined;
  readonly committed?: () => void;
}

/** What was processed and waits for the next commit. */
class Group {
  readonly queued: Queued[] = [];
  readonly steps: Step[] = [];
  records = 0;
  bytes = 0;

  add(queued: Queued, step: Step): void {
    this.queued.push(queued);
    this.steps.push(step);
    this.records += step.records.length;
    this.bytes += step.bytes;
  }

  get isFull(): boolean {
    return this.queued.length >= GROUP_MAX || this.records >= GROUP_RECORDS_MAX || this.bytes >= GROUP_BYTES_MAX;
  }
}

/**
 * Takes commands one after the other and commits them in groups: while one group is written to disk the next is processed. An answer leaves only
 * after the commit that holds it. A command that throws is undone alone, is answered with PROCESSING_ERROR, and does not touch its group.
 * Clients' commands and postponed follow-ups each have a share of every commit, so neither waits for the others to come to an end.
 */
export class CommandQueue {
  readonly #store: Store;
  readonly #room: DiskRoom;
  readonly #state: State;
  readonly #processors: Processors;
  readonly #now: () => number;
  readonly #log: Log;
  readonly #onCommitted: (committed: Committed) => void;
  readonly #onFailed: (error: Error) => void;
  readonly #waiting: Queued[] = [];
  readonly #pending = new Map<RequestId, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  readonly #awaitedResults = new Map<Key, AwaitedResult>();
  /** The instance whose result a request awaits. */
  readonly #instanceOf = new Map<RequestId, Key>();
  readonly #clients: WaitingClients;
  #group = new Group();
  #soon: NodeJS.Immediate | undefined;
  #requests = 0;
  #running: Promise<void> | undefined;
  #closing = false;
  #closed: Error | undefined;

  constructor(options: {
    store: Store; room: DiskRoom; state: State; processors: Processors; now: () => number; log: Log; jobStreams: JobStreams;
    onCommitted: (committed: Committed) => void; onFailed: (error: Error) => void;
  }) {
    this.#store = options.store;
    this.#room = options.room;
    this.#state = options.state;
    this.#processors = options.processors;
    this.#now = options.now;
    this.#log = options.log;
    this.#onCommitted = options.onCommitted;
    this.#clients = { awaitedResults: this.#awaitedResults, jobStreams: options.jobStreams };
    this.#onFailed = options.onFailed;
  }

  /** Resolves with the answer once it is durable; rejects only when the disk has no room or fails, the engine closes, or nobody waits any more. */
  submit(command: Command, nobodyWaits?: AbortSignal): Promise<Answer> {
    if (this.#closed !== undefined) return Promise.reject(this.#closed);
    if (!this.#room.hasRoom) return Promise.reject(new OutOfDiskSpace('the disk has no room for more commands'));
    const request = String(++this.#requests);
    return new Promise<Answer>((resolve, reject) => {
      this.#pending.set(request, { resolve, reject });
      nobodyWaits?.addEventListener('abort', () => this.#forget(request), { once: true });
      this.#enqueue({ command, request });
    });
  }

  /** A command of the engine's own (a timer is due, a job timed out): nobody reads its answer. Resolves once it is committed. */
  enqueue(command: Command): Promise<void> {
    if (this.#closed !== undefined) return Promise.resolve();
    return new Promise((committed) => this.#enqueue({ command, request: undefined, committed }));
  }

  /** Goes on with what an earlier run of the engine had postponed. */
  resume(): void {
    if (this.#running === undefined && this.#hasWork()) this.#start();
  }

  /** Finishes what was submitted, then takes no more; what is postponed waits for the next run. Requests that await an instance's result are rejected. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#room.stop();
    while (this.#running !== undefined) await this.#running;
    this.#fail(new EngineStopped('the engine is closed'));
  }

  #enqueue(queued: Queued): void {
    this.#waiting.push(queued);
    if (this.#running === undefined) this.#start();
    else this.#processSoon();
  }

  #start(): void {
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      // What came in after the run looked for more work, and before it ended.
      if (this.#hasWork()) this.#start();
    });
  }

  /** While a commit is written the processor has nothing else to do: what comes is processed for the next one. */
  #processSoon(): void {
    this.#soon ??= setImmediate(() => {
      this.#soon = undefined;
      if (this.#closed !== undefined) return;
      // The run may have come to its end since.
      if (this.#running === undefined) this.resume();
      else if (this.#room.hasRoom) this.#processWaiting();
    });
  }

  #hasWork(): boolean {
    return this.#closed === undefined
      && (this.#waiting.length > 0 || this.#group.steps.length > 0 || (!this.#closing && this.#state.postponed.first() !== undefined));
  }

  async #run(): Promise<void> {
    // Let the callers of this turn of the event loop fill the first group.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#hasWork()) {
      if (!this.#room.hasRoom && !await this.#room.regained()) return this.#fail(new EngineStopped('the engine is closed'));
      this.#processWaiting();
      if (!this.#closing) this.#group.steps.push(...this.#processPostponed());
      const { steps, queued } = this.#group;
      this.#group = new Group();
      const records = steps.flatMap((step) => step.records);
      try {
        await this.#store.commit(records, steps.length === 1 && this.#waiting.length === 0);
      } catch (error) {
        this.#fail(new EngineStopped((error as Error).message));
        this.#onFailed(error as Error);
        return;
      }
      this.#announce(steps, records);
      for (const { committed } of queued) committed?.();
    }
  }

  #processWaiting(): void {
    const group = this.#group;
    let taken = 0;
    const until = performance.now() + SLICE_MS;
    while (taken < this.#waiting.length && !group.isFull && performance.now() < until) {
      const queued = this.#waiting[taken++]!;
      const { command, request } = queued;
      group.add(queued, this.#process(command, () => new Step(this.#state, this.#now(), command, this.#clients, request)));
    }
    this.#waiting.splice(0, taken);
    if (this.#waiting.length > 0) this.#processSoon();
  }

  #processPostponed(): Step[] {
    const { postponed } = this.#state;
    const steps: Step[] = [];
    for (let records = 0, bytes = 0; records < POSTPONED_RECORDS_MAX && bytes < POSTPONED_BYTES_MAX;) {
      const first = postponed.first();
      if (first === undefined) break;
      const step = this.#process(first.command, () => {
        postponed.removeFirst();
        return new Step(this.#state, this.#now(), first.command, this.#clients, undefined, first.sourceRecordPosition);
      });
      records += step.records.length;
      bytes += step.bytes;
      steps.push(step);
    }
    return steps;
  }

  /** Plays a step with all that follows; where that is too large, with its first command alone, and where that is too large too, it is refused. */
  #process(command: Command, begin: () => Step): Step {
    for (const commandsMax of [COMMANDS_MAX, 1]) {
      try {
        return this.#keep(this.#play(begin(), commandsMax));
      } catch (error) {
        this.#undo(command);
        if (!(error instanceof BatchTooLarge)) return this.#keep(this.#failed(begin(), command, error as Error));
      }
    }
    const step = begin();
    refuseTooLarge(step, command);
    return this.#keep(step);
  }

  #play(step: Step, commandsMax: number): Step {
    for (let taken = 0; taken < commandsMax; taken++) {
      const command = step.next();
      if (command === undefined) break;
      this.#processorOf(command)(step, command);
    }
    step.postponeRest();
    return step;
  }

  #keep(step: Step): Step {
    step.writeCounters();
    this.#store.keepCommand();
    for (const [key, awaited] of step.newlyAwaited) {
      if (!this.#pending.has(awaited.request)) continue;
      this.#awaitedResults.set(key, awaited);
      this.#instanceOf.set(awaited.request, key);
    }
    return step;
  }

  #undo({ valueType }: Command): void {
    this.#store.dropCommand();
    if (valueType === 'DEPLOYMENT') this.#state.models.forget();
  }

  #failed(step: Step, { valueType, intent, key }: Command, error: Error): Step {
    if (error instanceof CommandRefused) {
      step.reject(error.type, error.message);
      return step;
    }
    const { message, stack } = error;
    this.#log('error', `processing ${valueType} ${intent} failed`, { key, message, stack });
    step.reject('PROCESSING_ERROR', `Expected to process record '${valueType} ${intent}' without errors, but exception occurred with message '${message}'.`);
    return step;
  }

  #processorOf(command: Command): Processor<ValueType> {
    const processor = (this.#processors[command.valueType] as Record<string, Processor<ValueType>>)[command.intent];
    if (processor === undefined) throw new Error(`there is no command ${command.valueType} ${command.intent}`);
    return processor;
  }

  #announce(steps: readonly Step[], records: readonly LogRecord[]): void {
    for (const step of steps) {
      for (const [request, answer] of step.answers) {
        this.#pending.get(request)?.resolve(answer);
        this.#release(request);
      }
      for (const { stream, job } of step.pushed) stream.push(job);
    }
    const lastPosition = records.at(-1)?.position ?? 0;
    const bytes = steps.reduce((sum, step) => sum + step.bytes, 0);
    this.#onCommitted({ lastPosition, bytes, availableJobTypes: new Set(steps.flatMap((step) => [...step.availableJobTypes])) });
  }

  /** Without this a client that hung up would be remembered for as long as the instance runs whose result it wanted. */
  #forget(request: RequestId): void {
    this.#pending.get(request)?.reject(new Error('nobody waits for the answer any more'));
    this.#release(request);
  }

  #release(request: RequestId): void {
    this.#pending.delete(request);
    this.#awaitedResults.delete(this.#instanceOf.get(request) ?? NO_KEY);
    this.#instanceOf.delete(request);
  }

  #fail(error: Error): void {
    this.#closed = error;
    for (const { committed } of [...this.#group.queued, ...this.#waiting.splice(0)]) committed?.();
    this.#group = new Group();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
