import type { Camunda8 } from '@camunda8/sdk';

/** A record of either engine, as its exporter writes it. Keys are numbers or strings of digits. */
export interface StreamRecord {
  readonly position: number | string;
  readonly key: number | string;
  readonly recordType: string;
  readonly valueType: string;
  readonly intent: string;
  readonly rejectionType: string;
  readonly rejectionReason: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export type ZeebeClient = ReturnType<Camunda8['getZeebeGrpcApiClient']>;

/** What a scenario is played on: an engine with its gateway, its record stream and a clock that only the scenario moves. */
export interface Stage {
  readonly client: ZeebeClient;
  /** Base URL of the REST gateway, without /v1. */
  readonly restAddress: string;
  /** Every record so far, in order. */
  readonly records: readonly StreamRecord[];
  /** How many records are waited for until they come in together. */
  readonly recordsAtOnce: number;
  /** Calls after records came in. Gives the function that ends it. */
  onRecords(listener: () => void): () => void;
  setClock(epochMs: number): Promise<void>;
  close(): Promise<void>;
}
