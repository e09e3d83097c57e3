import type { Command } from '../records/command.ts';
import { AUTHORIZATIONS, BROKER_VERSION, PARTITION_ID } from '../records/types.ts';
import type { Key, LogRecord, RecordType, RejectionType, ValueType } from '../records/types.ts';
import type { CommandIntents, EventIntents } from '../records/intents.ts';
import { recordSize, textSize } from '../records/size.ts';
import type { RecordValues } from '../records/values.ts';
import { appliers } from '../state/appliers/index.ts';
import type { Applier } from '../state/appliers/applier.ts';
import type { State } from '../state/state.ts';
import { BATCH_BYTES_MAX, BatchTooLarge } from './batch-too-large.ts';
import type { ActivatedJob, JobStream, JobStreams } from './job-streams.ts';

/** Once so much came of a step's commands the others are postponed. Half of what it may hold: otherwise most attempts would be for nothing, and be undone. */
const STEP_BYTES = BATCH_BYTES_MAX / 2;

/** Keys of partition 1 start here, as in Zeebe. */
const FIRST_KEY = 2 ** 51 + 1;

export type Answer =
  | { readonly kind: 'event'; readonly key: Key; readonly valueType: ValueType; readonly intent: string; readonly value: object }
  | { readonly kind: 'rejection'; readonly type: RejectionType; readonly reason: string };

export type { Command };

/** Who asked for a command; answers go to requests, not to commands: a result may come long after its command. */
export type RequestId = string;

/** Who awaits an instance's result, and which variables of it (none: all). */
export interface AwaitedResult {
  readonly request: RequestId;
  readonly fetchVariables: readonly string[];
}

/** Clients that wait for something. Not state: nobody waits longer than the engine runs. */
export interface WaitingClients {
  readonly awaitedResults: ReadonlyMap<Key, AwaitedResult>;
  readonly jobStreams: JobStreams;
}

/**
 * One command and what follows from it: events are applied to the state at once, follow-up commands wait their turn in a queue. Those that
 * would be too many are postponed: each is the first command of a later step, so that a process without a wait state blocks nobody.
 * Everything the processors know of the world is in here, so the same commands at the same times give the same records.
 */
export class Step {
  readonly state: State;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly records: LogRecord[] = [];
  readonly answers = new Map<RequestId, Answer>();
  /** Types of which a job became activatable. */
  readonly availableJobTypes = new Set<string>();
  /** Jobs that went to streams. */
  readonly pushed: { readonly stream: JobStream; readonly job: ActivatedJob }[] = [];
  readonly newlyAwaited = new Map<Key, AwaitedResult>();
  readonly clients: WaitingClients;
  readonly #request: RequestId | undefined;
  readonly #first: Command;
  #current: Command;
  /** The first command and its follow-ups; those before `#next` were taken. */
  readonly #commands: Command[];
  #next = 0;
  #nextKey: number;
  #nextPosition: number;
  readonly #sourcePosition: number;
  /** Mostly several records in a row are about one value. */
  #measured: { readonly value: object; readonly size: number } | undefined;
  #eventBytes = 0;
  #bytes = 0;

  /** `sourceRecordPosition`: of the command that a postponed one follows from; -1 for commands from outside. */
  constructor(
    state: State, now: number, first: Command, clients: WaitingClients, request?: RequestId, sourceRecordPosition = -1,
  ) {
    this.clients = clients;
    this.#nextKey = state.counters.get('', 'key') ?? FIRST_KEY;
    this.#nextPosition = state.counters.get('', 'position') ?? 1;
    this.state = state;
    this.now = now;
    this.#first = first;
    this.#current = first;
    this.#commands = [first];
    this.#request = request;
    this.#sourcePosition = this.#append('COMMAND', first.valueType, first.intent, first.key, first.value, sourceRecordPosition);
  }

  /** About how much memory and disk that takes which came of the commands. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The client's request while its own command is processed. */
  get request(): RequestId | undefined {
    return this.#current === this.#first ? this.#request : undefined;
  }

  newKey(): Key {
    return String(this.#nextKey++);
  }

  /** Throws `BatchTooLarge` where the step's events become too many. */
  emit<V extends ValueType>(valueType: V, intent: EventIntents[V], key: Key, value: RecordValues[V]): void {
    this.#eventBytes += recordSize(value);
    if (this.#eventBytes > BATCH_BYTES_MAX) throw new BatchTooLarge();
    this.#append('EVENT', valueType, intent, key, value, this.#sourcePosition);
    (appliers[valueType] as Record<string, Applier<V>>)[intent]!(this.state, key, value);
  }

  /** Queues a follow-up command. They are not logged, unless they are postponed: their events say what they did. */
  command<V extends ValueType>(valueType: V, intent: CommandIntents[V], key: Key, value: RecordValues[V], more?: { readonly byInstruction: true }): void {
    this.#commands.push({ valueType, intent, key, value, ...more } as Command);
  }

  /** Emits the event and answers the client with it (when the current command is the client's). */
  emitAndAnswer<V extends ValueType>(valueType: V, intent: EventIntents[V], key: Key, value: RecordValues[V]): void {
    this.emit(valueType, intent, key, value);
    this.answer(valueType, intent, key, value);
  }

  answer<V extends ValueType>(valueType: V, intent: EventIntents[V], key: Key, value: RecordValues[V]): void {
    if (this.request !== undefined) this.answers.set(this.request, { kind: 'event', key, valueType, intent, value });
  }

  /** `answeredAs`: where Zeebe tells the client another type than it logs. */
  reject(type: RejectionType, reason: string, answeredAs = type): void {
    const { valueType, intent, key, value } = this.#current;
    this.#append('COMMAND_REJECTION', valueType, intent, key, value, this.#sourcePosition, type, reason);
    if (this.request !== undefined) this.answers.set(this.request, { kind: 'rejection', type: answeredAs, reason });
  }

  /** The client of the current command is answered once the instance has its result. */
  awaitResult(processInstanceKey: Key, fetchVariables: readonly string[]): void {
    if (this.request !== undefined) this.newlyAwaited.set(processInstanceKey, { request: this.request, fetchVariables });
  }

  awaitedResult(processInstanceKey: Key): AwaitedResult | undefined {
    return this.newlyAwaited.get(processInstanceKey) ?? this.clients.awaitedResults.get(processInstanceKey);
  }

  /** Takes the next command; it is the current one then. None where none is left, or enough came of those before. */
  next(): Command | undefined {
    const command = this.#commands[this.#next];
    if (command === undefined || this.#bytes > STEP_BYTES) return undefined;
    this.#next += 1;
    this.#current = command;
    return command;
  }

  /** Where the next step goes on counting; to be called once nothing more is emitted. */
  writeCounters(): void {
    this.state.counters.put('', 'key', this.#nextKey);
    this.state.counters.put('', 'position', this.#nextPosition);
  }

  /** Leaves what is still queued to later steps. */
  postponeRest(): void {
    for (const command of this.#commands.slice(this.#next)) this.state.postponed.add({ command, sourceRecordPosition: this.#sourcePosition });
  }

  #sizeOf(value: object): number {
    if (this.#measured?.value !== value) this.#measured = { value, size: textSize(value) };
    return this.#measured.size;
  }

  #append(
    recordType: RecordType, valueType: ValueType, intent: string, key: Key, value: object, sourceRecordPosition: number,
    rejectionType: LogRecord['rejectionType'] = 'NULL_VAL', rejectionReason = '',
  ): number {
    const position = this.#nextPosition++;
    if (recordType !== 'COMMAND') this.#bytes += this.#sizeOf(value);
    this.records.push({
      position, sourceRecordPosition, key, timestamp: this.now, recordType, valueType, intent, rejectionType, rejectionReason,
      partitionId: PARTITION_ID, brokerVersion: BROKER_VERSION, recordVersion: 1, value,
      authorizations: AUTHORIZATIONS,
    });
    return position;
  }
}
