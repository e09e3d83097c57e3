import type { EventIntents } from '../../records/intents.ts';
import type { Key, ValueType } from '../../records/types.ts';
import type { RecordValues } from '../../records/values.ts';
import type { State } from '../state.ts';

/** Writes what an event changed. Decides nothing: the processor did. */
export type Applier<V extends ValueType> = (state: State, key: Key, value: RecordValues[V]) => void;

export type Appliers = { readonly [V in ValueType]: { readonly [I in EventIntents[V]]: Applier<V> } };
