import { BROKER_VERSION, DEFAULT_TENANT, PARTITION_ID } from '../records/types.ts';
import type { Key, LogRecord, RecordType, RejectionType, ValueType } from '../records/types.ts';
import type { CommandIntents, EventIntents } from '../records/intents.ts';
import type { RecordValues } from '../records/values.ts';
import { appliers } from '../state/appliers/index.ts';
import type { Applier } from '../state/appliers/applier.ts';
import type { State } from '../state/state.ts';

/** Keys of partition 1 start here, as in Zeebe. */
const FIRST_KEY = 2 ** 51 + 1;

export type Answer =
  | { readonly kind: 'event'; readonly key: Key; readonly valueType: ValueType; readonly intent: string; readonly value: object }
  | { readonly kind: 'rejection'; readonly type: RejectionType; readonly reason: string };

export interface Command<V extends ValueType = ValueType> {
  readonly valueType: V;
  readonly intent: CommandIntents[V];
  readonly key: Key;
  readonly value: RecordValues[V];
}

/** Who asked for a command; answers go to requests, not to commands: a result may come long after its command. */
export type RequestId = string;

/** Who awaits an instance's result, and which variables of it (none: all). Not state: a request does not outlive the engine's run. */
export interface AwaitedResult {
  readonly request: RequestId;
  readonly fetchVariables: readonly string[];
}

/**
 * One client command and all that follows from it: events are applied to the state at once, follow-up commands wait their turn in a queue.
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
  /** Element instances that an instruction activates: they need no sequence flow. */
  readonly activatedByInstruction = new Set<Key>();
  readonly newlyAwaited = new Map<Key, AwaitedResult>();
  readonly #awaited: ReadonlyMap<Key, AwaitedResult>;
  readonly #followUps: Command[] = [];
  readonly #request: RequestId | undefined;
  readonly #client: Command;
  #current: Command;
  readonly #sourcePosition: number;

  constructor(state: State, now: number, client: Command, request: RequestId | undefined, awaited: ReadonlyMap<Key, AwaitedResult>) {
    this.#awaited = awaited;
    this.state = state;
    this.now = now;
    this.#client = client;
    this.#current = client;
    this.#request = request;
    this.#sourcePosition = this.#append('COMMAND', client.valueType, client.intent, client.key, client.value, -1);
  }

  /** The client's request while its own command is processed. */
  get request(): RequestId | undefined {
    return this.#current === this.#client ? this.#request : undefined;
  }

  newKey(): Key {
    return String(this.#count('key', FIRST_KEY));
  }

  emit<V extends ValueType>(valueType: V, intent: EventIntents[V], key: Key, value: RecordValues[V]): void {
    this.#append('EVENT', valueType, intent, key, value, this.#sourcePosition);
    (appliers[valueType] as Record<string, Applier<V>>)[intent]!(this.state, key, value);
  }

  /** Queues a follow-up command. They are not logged: their events say what they did. */
  command<V extends ValueType>(valueType: V, intent: CommandIntents[V], key: Key, value: RecordValues[V]): void {
    this.#followUps.push({ valueType, intent, key, value } as Command);
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
    return this.newlyAwaited.get(processInstanceKey) ?? this.#awaited.get(processInstanceKey);
  }

  /** Takes the next follow-up command; it is the current one then. */
  next(): Command | undefined {
    const command = this.#followUps.shift();
    if (command !== undefined) this.#current = command;
    return command;
  }

  #append(
    recordType: RecordType, valueType: ValueType, intent: string, key: Key, value: object, sourceRecordPosition: number,
    rejectionType: LogRecord['rejectionType'] = 'NULL_VAL', rejectionReason = '',
  ): number {
    const position = this.#count('position', 1);
    this.records.push({
      position, sourceRecordPosition, key, timestamp: this.now, recordType, valueType, intent, rejectionType, rejectionReason,
      partitionId: PARTITION_ID, brokerVersion: BROKER_VERSION, recordVersion: 1, value,
      authorizations: { authorized_tenants: [DEFAULT_TENANT] },
    });
    return position;
  }

  #count(counter: string, first: number): number {
    const value = this.state.counters.get('', counter) ?? first;
    this.state.counters.put('', counter, value + 1);
    return value;
  }
}
