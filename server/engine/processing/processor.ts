import type { ValueType } from '../records/types.ts';
import type { Command, Step } from './step.ts';

/** Decides what a command does: emits events, queues follow-up commands, answers or rejects. Reads state, never writes it. */
export type Processor<V extends ValueType> = (step: Step, command: Command<V>) => void;
