import type { Key, LogRecord, ValueType } from '../records/types.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/storage/store.ts';
import type { Processor } from './processor.ts';
import type { Processors } from './registry.ts';
import { CommandRefused } from './failure.ts';
import { Step } from './step.ts';
import type { Answer, AwaitedResult, Command, RequestId } from './step.ts';

export type Log = (level: 'error' | 'warn' | 'info' | 'debug', message: string, fields?: Record<string, unknown>) => void;

export interface Committed {
  readonly lastPosition: number;
  readonly availableJobTypes: ReadonlySet<string>;
}

/** How many commands one commit takes at most: the first of them waits for the last. */
const GROUP_MAX = 500;

interface Queued {
  readonly command: Command;
  readonly request: RequestId | undefined;
  readonly committed?: () => void;
}

/**
 * Takes commands one after the other and commits them in groups: while one group is written to disk the next gathers. An answer leaves only
 * after the commit that holds it. A command that throws is undone alone, is answered with PROCESSING_ERROR, and does not touch its group.
 */
export class CommandQueue {
  readonly #store: Store;
  readonly #state: State;
  readonly #processors: Processors;
  readonly #now: () => number;
  readonly #log: Log;
  readonly #onCommitted: (committed: Committed) => void;
  readonly #waiting: Queued[] = [];
  readonly #pending = new Map<RequestId, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  readonly #awaited = new Map<Key, AwaitedResult>();
  #requests = 0;
  #running: Promise<void> | undefined;
  #closed: Error | undefined;

  constructor(options: {
    store: Store; state: State; processors: Processors; now: () => number; log: Log; onCommitted: (committed: Committed) => void;
  }) {
    this.#store = options.store;
    this.#state = options.state;
    this.#processors = options.processors;
    this.#now = options.now;
    this.#log = options.log;
    this.#onCommitted = options.onCommitted;
  }

  /** Resolves with the answer once it is durable; rejects only when the engine closes or its disk fails. */
  submit(command: Command): Promise<Answer> {
    if (this.#closed !== undefined) return Promise.reject(this.#closed);
    const request = String(++this.#requests);
    return new Promise<Answer>((resolve, reject) => {
      this.#pending.set(request, { resolve, reject });
      this.#enqueue({ command, request });
    });
  }

  /** A command of the engine's own (a timer is due, a job timed out): nobody reads its answer. Resolves once it is committed. */
  enqueue(command: Command): Promise<void> {
    if (this.#closed !== undefined) return Promise.resolve();
    return new Promise((committed) => this.#enqueue({ command, request: undefined, committed }));
  }

  /** Finishes what was submitted, then takes no more. Requests that await an instance's result are rejected. */
  async close(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
    this.#fail(new Error('the engine is closed'));
  }

  #enqueue(queued: Queued): void {
    this.#waiting.push(queued);
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
  }

  async #run(): Promise<void> {
    // Let the callers of this turn of the event loop fill the first group.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, GROUP_MAX);
      const steps = group.map((queued) => this.#process(queued));
      const records = steps.flatMap((step) => step.records);
      try {
        await this.#store.commit(records);
      } catch (error) {
        this.#log('error', 'the engine cannot write its data', { error: (error as Error).message });
        this.#fail(error as Error);
        return;
      }
      this.#announce(steps, records);
      for (const { committed } of group) committed?.();
    }
  }

  #process({ command, request }: Queued): Step {
    const { store, state } = { store: this.#store, state: this.#state };
    const now = this.#now();
    try {
      const step = new Step(state, now, command, request, this.#awaited);
      for (let current: Command | undefined = command; current !== undefined; current = step.next()) this.#processorOf(current)(step, current);
      store.keepCommand();
      for (const [key, awaited] of step.newlyAwaited) this.#awaited.set(key, awaited);
      return step;
    } catch (error) {
      store.dropCommand();
      state.models.forget();
      const step = new Step(state, now, command, request, this.#awaited);
      if (error instanceof CommandRefused) step.reject(error.type, error.message);
      else this.#rejectBroken(step, command, error as Error);
      store.keepCommand();
      return step;
    }
  }

  #rejectBroken(step: Step, { valueType, intent, key }: Command, { message, stack }: Error): void {
    this.#log('error', `processing ${valueType} ${intent} failed`, { key, message, stack });
    step.reject('PROCESSING_ERROR', `Expected to process record '${valueType} ${intent}' without errors, but exception occurred with message '${message}'.`);
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
        this.#pending.delete(request);
        for (const [key, awaited] of this.#awaited) if (awaited.request === request) this.#awaited.delete(key);
      }
    }
    const lastPosition = records.at(-1)?.position ?? 0;
    this.#onCommitted({ lastPosition, availableJobTypes: new Set(steps.flatMap((step) => [...step.availableJobTypes])) });
  }

  #fail(error: Error): void {
    this.#closed = error;
    for (const { committed } of this.#waiting.splice(0)) committed?.();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
