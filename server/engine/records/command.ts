import type { CommandIntents } from './intents.ts';
import type { Key, ValueType } from './types.ts';
import type { RecordValues } from './values.ts';

/** What a client, the clock or an earlier command asks of the engine. */
export interface Command<V extends ValueType = ValueType> {
  readonly valueType: V;
  readonly intent: CommandIntents[V];
  readonly key: Key;
  readonly value: RecordValues[V];
  /** The element is activated by an instruction: it needs no sequence flow. */
  readonly byInstruction?: true;
}
