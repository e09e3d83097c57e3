import type { Database, Tx } from '../database/index.ts';
import { Batch } from './batch.ts';
import { projectIncident } from './project-incident.ts';
import { projectProcess } from './project-process.ts';
import { projectElement } from './project-element.ts';
import { projectJobTask, projectUserTask, refreshVariables } from './project-user-task.ts';
import { projectVariable } from './project-variable.ts';
import { isAfter, recordSchema, values } from './record.ts';
import type { ExportedRecord } from './record.ts';

/** Records that go into one transaction at most. */
const batchMax = 500;

/** What the projections of one batch share. */
export interface Projection {
  readonly tx: Tx;
  readonly batch: Batch;
  /** Process instances whose open user tasks may see other variables now. */
  readonly changedInstances: Set<string>;
  /** The moment of the record, ISO 8601. */
  readonly at: string;
}

/**
 * Builds the tables of processes, elements, variables, user tasks and incidents from the engine's record stream. A record
 * counts once: the last position of each partition is stored in the transaction that shows its records, so what is sent
 * again, by a retry or after a crash, changes nothing.
 */
export class Projector {
  readonly #database: Database;
  readonly #listeners = new Set<(partitionId: number, position: string) => void>();
  readonly #messageListeners = new Set<(messageId: string, partitionId: number) => void>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(database: Database) {
    this.#database = database;
  }

  /** The last position shown of a partition; '0' before the first. */
  async position(partitionId = 1): Promise<string> {
    return await positionOf(this.#database.knex, partitionId);
  }

  /** Calls `listener` with the position reached after each commit. Returns the way to stop. */
  onProgress(listener: (partitionId: number, position: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls `listener` for each published message once everything before it is on disk. Returns the way to stop. */
  onMessage(listener: (messageId: string, partitionId: number) => void): () => void {
    this.#messageListeners.add(listener);
    return () => this.#messageListeners.delete(listener);
  }

  /**
   * Shows `records` (in the order of their positions within a partition); resolves when they are on disk.
   * @throws ZodError when something is not a record: nothing of its batch is stored
   */
  async apply(records: readonly unknown[]): Promise<void> {
    const work = this.#queue.then(() => this.#applyAll(records.map((record) => recordSchema.parse(record))));
    this.#queue = work.catch(() => undefined);
    await work;
  }

  async #applyAll(records: readonly ExportedRecord[]): Promise<void> {
    for (const [partitionId, ofPartition] of byPartition(records))
      for (let from = 0; from < ofPartition.length; from += batchMax) {
        const part = ofPartition.slice(from, from + batchMax);
        const position = await this.#database.transaction('system', (tx) => applyBatch(tx, partitionId, part));
        for (const listener of this.#listeners) listener(partitionId, position);
        for (const { valueType, intent, value } of part)
          if (valueType === 'MESSAGE' && intent === 'PUBLISHED') for (const listener of this.#messageListeners) listener(String(value.messageId), partitionId);
      }
  }
}

async function applyBatch(tx: Tx, partitionId: number, records: readonly ExportedRecord[]): Promise<string> {
  const last = await positionOf(tx.knex, partitionId);
  let position = last;
  let recordAt = 0;
  const batch = new Batch();
  const changedInstances = new Set<string>();
  for (const record of records) {
    if (!isAfter(record.position, position)) continue;
    position = record.position;
    recordAt = record.timestamp;
    if (record.recordType === 'EVENT') await project({ tx, batch, changedInstances, at: new Date(record.timestamp).toISOString() }, record);
  }
  if (position === last) return last;
  await batch.flush(tx);
  await refreshVariables(tx, changedInstances);
  await tx.knex('exporter_position').insert({ partition_id: partitionId, position, record_at: new Date(recordAt).toISOString(), shown_at: tx.now() })
    .onConflict('partition_id').merge(['position', 'record_at', 'shown_at']);
  return position;
}

async function project(projection: Projection, { valueType, intent, key, value }: ExportedRecord): Promise<void> {
  switch (valueType) {
    case 'PROCESS':
      return intent === 'CREATED' ? await projectProcess(projection, values.PROCESS.parse(value)) : undefined;
    case 'PROCESS_INSTANCE':
      return await projectElement(projection, key, intent, values.PROCESS_INSTANCE.parse(value));
    case 'VARIABLE':
      // A migration tells of variables without their values.
      return intent === 'MIGRATED' ? undefined : await projectVariable(projection, values.VARIABLE.parse(value));
    case 'USER_TASK':
      return await projectUserTask(projection, intent, values.USER_TASK.parse(value));
    case 'JOB':
      return await projectJobTask(projection, key, intent, values.JOB.parse(value));
    case 'INCIDENT':
      return await projectIncident(projection, key, intent, values.INCIDENT.parse(value));
    default:
      return undefined;
  }
}

async function positionOf(knex: Tx['knex'] | Database['knex'], partitionId: number): Promise<string> {
  const row = (await knex('exporter_position').where({ partition_id: partitionId }).first('position')) as { position: string } | undefined;
  return row?.position ?? '0';
}

function byPartition(records: readonly ExportedRecord[]): Map<number, ExportedRecord[]> {
  const partitions = new Map<number, ExportedRecord[]>();
  for (const record of records) {
    const list = partitions.get(record.partitionId);
    if (list === undefined) partitions.set(record.partitionId, [record]);
    else list.push(record);
  }
  return partitions;
}
