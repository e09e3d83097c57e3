import type { JsonText } from '../expressions/index.ts';

/**
 * The engine's records in the JSON shape of Zeebe 8.5's exporters, except that keys are strings: a client must never lose a digit of one.
 */

export type RecordType = 'COMMAND' | 'EVENT' | 'COMMAND_REJECTION';

export type RejectionType = 'INVALID_ARGUMENT' | 'NOT_FOUND' | 'ALREADY_EXISTS' | 'INVALID_STATE' | 'PROCESSING_ERROR' | 'EXCEEDED_BATCH_RECORD_SIZE';

/** A key of the engine: the partition in the high bits, a counter in the low ones, as decimal digits; `-1` is "none". */
export type Key = string;

export const NO_KEY: Key = '-1';
export const DEFAULT_TENANT = '<default>';
export const PARTITION_ID = 1;
export const BROKER_VERSION = '8.5.8';
export const AUTHORIZATIONS = { authorized_tenants: [DEFAULT_TENANT] } as const;

export type ValueType =
  | 'DEPLOYMENT' | 'PROCESS' | 'PROCESS_INSTANCE' | 'PROCESS_INSTANCE_CREATION' | 'PROCESS_INSTANCE_RESULT'
  | 'PROCESS_EVENT' | 'VARIABLE' | 'VARIABLE_DOCUMENT' | 'JOB' | 'JOB_BATCH' | 'INCIDENT' | 'TIMER' | 'MESSAGE' | 'MESSAGE_BATCH'
  | 'MESSAGE_SUBSCRIPTION' | 'PROCESS_MESSAGE_SUBSCRIPTION' | 'MESSAGE_START_EVENT_SUBSCRIPTION' | 'USER_TASK'
  | 'DECISION' | 'DECISION_REQUIREMENTS' | 'DECISION_EVALUATION' | 'ESCALATION' | 'COMPENSATION_SUBSCRIPTION' | 'SIGNAL'
  | 'SIGNAL_SUBSCRIPTION' | 'RESOURCE_DELETION' | 'FORM' | 'PROCESS_INSTANCE_MODIFICATION' | 'PROCESS_INSTANCE_MIGRATION'
  | 'PROCESS_INSTANCE_BATCH';

/** One line of the log. */
export interface LogRecord<V extends ValueType = ValueType> {
  readonly position: number;
  readonly sourceRecordPosition: number;
  readonly key: Key;
  /** Milliseconds since 1970, by the engine's clock. */
  readonly timestamp: number;
  readonly recordType: RecordType;
  readonly valueType: V;
  readonly intent: string;
  readonly rejectionType: RejectionType | 'NULL_VAL';
  readonly rejectionReason: string;
  readonly partitionId: number;
  readonly brokerVersion: string;
  readonly recordVersion: number;
  readonly value: object;
  readonly authorizations: { readonly authorized_tenants: readonly string[] };
}

/**
 * Variables inside the engine: name → JSON text, so that numbers never lose a digit. `variables` in a record's value has this form in the
 * log and becomes a plain JSON object when the log is read (`presentRecord`).
 */
export type Variables = Readonly<Record<string, JsonText>>;
