import { compileExpression } from './expressions/index.ts';
import { parseBpmn } from './model/index.ts';
import { CommandQueue, EngineStopped } from './processing/command-queue.ts';
import type { Log } from './processing/command-queue.ts';
import { systemClock } from './processing/clock.ts';
import type { Clock } from './processing/clock.ts';
import { DiskRoom, OutOfDiskSpace } from './processing/disk-room.ts';
import { DueWork } from './processing/due-work.ts';
import { JobStreams } from './processing/job-streams.ts';
import type { ActivatedJob, JobStream } from './processing/job-streams.ts';
import { createProcessors } from './processing/registry.ts';
import { commandOf, jobBatchCommand } from './processing/requests.ts';
import type { CommandRequest, JobRequest } from './processing/requests.ts';
import type { Answer } from './processing/step.ts';
import { InvalidDocument, joinDocument, splitDocument } from './records/document.ts';
import { firstJsonValue } from './records/first-json-value.ts';
import { presentRecord } from './records/present.ts';
import { utf8Size } from './records/size.ts';
import { BROKER_VERSION } from './records/types.ts';
import type { Key, LogRecord } from './records/types.ts';
import type { IncidentValue, JobBatchValue, ProcessInstanceValue, UserTaskValue } from './records/values.ts';
import { RecordRetention, type KeptRecords } from './record-retention.ts';
import { ProcessModels } from './state/process-models.ts';
import { State } from './state/state.ts';
import { backUp } from './state/storage/backup.ts';
import { DamagedData } from './state/storage/damaged-data.ts';
import { prepareDataFile } from './state/storage/data-file.ts';
import { Store } from './state/storage/store.ts';

export type { ActivatedJob, Answer, Clock, CommandRequest, JobRequest, JobStream, Key, Log, LogRecord };
export type * from './records/values.ts';
export { backUp, BROKER_VERSION, DamagedData, EngineStopped, firstJsonValue, InvalidDocument, joinDocument, OutOfDiskSpace, splitDocument, utf8Size };

export interface EngineOptions {
  /** Made where it is missing; one engine at a time. */
  readonly dataDir: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /** Where nobody acknowledges records, which of the newest are kept; without it all are, until they are acknowledged. */
  readonly recordsKept?: KeptRecords;
  /** Addresses reserved for the data; where it outgrows them, more are taken. */
  readonly mapSizeMb?: number;
  /** How much the journal takes before it is written to the data file, in each of its two files. */
  readonly journalFileBytes?: number;
  /** Free disk space below which no commands are taken. */
  readonly freeDiskMinMb?: number;
}

const FREE_DISK_MIN_MB = 128;

/** The user task as the REST gateway shows it. */
export interface UserTask extends UserTaskValue {
  readonly state: 'CREATED';
}

export interface Engine {
  /**
   * Durable before it resolves. Rejections are answers. Once `nobodyWaits` is aborted the command is done all the same, but its answer is not
   * kept for anybody.
   * @throws OutOfDiskSpace when the disk is nearly full, EngineStopped when the engine is closed or cannot write
   */
  submit(request: CommandRequest, nobodyWaits?: AbortSignal): Promise<Answer>;
  /** Takes jobs for a worker now, without waiting for any. */
  activateJobs(request: JobRequest): Promise<{ readonly jobs: ActivatedJob[]; readonly truncated: boolean } | { readonly rejection: Extract<Answer, { kind: 'rejection' }> }>;
  /** Jobs that become activatable go to the stream, until it is closed by what this returns; those that were there before do not. */
  openJobStream(stream: JobStream): () => void;
  /** Called after a commit that made jobs of the type activatable which no stream took. */
  onJobsAvailable(listener: (type: string) => void): () => void;
  /** Committed records after the position, oldest first. */
  records(afterPosition: number, limit: number): LogRecord[];
  onRecords(listener: (lastPosition: number) => void): () => void;
  /** The log up to here is not needed any more. */
  acknowledgeRecords(position: number): Promise<void>;
  readonly lastPosition: number;
  /** False while no commands are taken because there is no disk space for them. */
  readonly healthy: boolean;
  /** Called once when its data cannot be written: it takes nothing any more. */
  onFailure(listener: (error: Error) => void): void;

  /** What is there as the next command will find it, also what is not committed yet. */
  userTask(key: Key): UserTask | undefined;
  elementInstance(key: Key): ProcessInstanceValue | undefined;
  incident(key: Key): IncidentValue | undefined;

  /** Finishes what was submitted and closes the data. */
  close(): Promise<void>;
}

/**
 * Opens the engine on its data; goes on where it stopped, without replaying anything.
 * @throws DamagedData when the data is not what the engine wrote, Node's error when the folder cannot be used
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const clock = options.clock ?? systemClock;
  const store = new Store(await prepareDataFile(options.dataDir), options.mapSizeMb ?? 64 * 1024, options.journalFileBytes);
  const parse = (xml: string, resourceName: string) => parseBpmn(xml, resourceName, compileExpression);
  const state = new State(store, (self) => new ProcessModels(self, (xml, resourceName) => {
    const parsed = parse(xml, resourceName);
    if (!parsed.ok) throw new Error(`cannot read the deployed ${resourceName} any more: ${parsed.message}`);
    return parsed.processes;
  }));
  const jobStreams = new JobStreams();
  const jobListeners = new Set<(type: string) => void>();
  const recordListeners = new Set<(lastPosition: number) => void>();
  let lastPosition = store.lastPosition;
  let onFailure: (error: Error) => void = () => undefined;
  const log = options.log ?? (() => undefined);
  const room = new DiskRoom(store.files, options.freeDiskMinMb ?? FREE_DISK_MIN_MB, log);
  const retention = new RecordRetention(store, options.recordsKept ?? { count: Infinity, bytes: Infinity }, (error) => log('error', 'old records cannot be removed', { error: String(error) }));
  const queue = new CommandQueue({
    store, room, state, processors: createProcessors(parse), now: () => clock.now(), log, jobStreams,
    onFailed: (error) => onFailure(error),
    onCommitted: (committed) => {
      lastPosition = Math.max(lastPosition, committed.lastPosition);
      dueWork.afterCommit();
      retention.afterCommit(lastPosition, committed.bytes);
      for (const type of committed.availableJobTypes) for (const listener of jobListeners) listener(type);
      for (const listener of recordListeners) listener(lastPosition);
    },
  });
  const dueWork = new DueWork(state, clock, queue);
  dueWork.start();
  queue.resume();

  const engine: Engine = {
    async submit(request, nobodyWaits) {
      try {
        return await queue.submit(commandOf(request), nobodyWaits);
      } catch (error) {
        if (error instanceof InvalidDocument) return { kind: 'rejection', type: 'INVALID_ARGUMENT', reason: error.message };
        throw error;
      }
    },
    async activateJobs(request) {
      const answer = await queue.submit(jobBatchCommand(request));
      if (answer.kind === 'rejection') return { rejection: answer };
      const { jobs, jobKeys, truncated } = answer.value as JobBatchValue;
      return { truncated, jobs: jobs.map((job, i) => ({ ...job, key: jobKeys[i]!, variables: joinDocument(job.variables) })) };
    },
    openJobStream: (stream) => jobStreams.open(stream),
    onJobsAvailable: (listener) => subscribe(jobListeners, listener),
    records: (afterPosition, limit) => store.recordsAfter(afterPosition, limit).map(presentRecord),
    onRecords: (listener) => subscribe(recordListeners, listener),
    acknowledgeRecords: (position) => store.compactLog(position),
    get lastPosition() {
      return lastPosition;
    },
    get healthy() {
      return room.hasRoom;
    },
    onFailure: (listener) => { onFailure = listener; },
    userTask: (key) => {
      const task = state.userTasks.get('', key);
      return task === undefined ? undefined : { ...task, state: 'CREATED' };
    },
    elementInstance: (key) => state.element(key)?.value,
    incident: (key) => state.incidents.get('', key),
    async close() {
      dueWork.stop();
      await queue.close();
      await store.close();
    },
  };
  return engine;
}

function subscribe<L>(listeners: Set<L>, listener: L): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
