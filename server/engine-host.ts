import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Log, LogRecord } from './engine/index.ts';
import type { OwnAccess, SecurityOptions } from './gateway/index.ts';
import { EngineFailure } from './write-failure.ts';

export interface EngineHostOptions extends SecurityOptions {
  /** Folder of the engine's state; made when missing. */
  readonly dataDir: string;
  /** Beyond loopback only with tokens or mutual TLS. */
  readonly host: string;
  /** 0: any free port. */
  readonly grpcPort: number;
  readonly restPort: number;
  /** Opens ports of the caller's own, with a token that only it knows. */
  readonly ownAccess?: boolean;
  readonly log?: Log;
}

/** The embedded engine with its gateway, running beside the caller in a thread of its own. */
export interface EngineHost {
  readonly grpcPort: number;
  readonly restPort: number;
  readonly own?: OwnAccess;
  /** Records after a position, oldest first. */
  records(afterPosition: number, limit: number): Promise<LogRecord[]>;
  /** Called after each commit with the last position there is. Returns how to stop listening. */
  onRecords(listener: (lastPosition: number) => void): () => void;
  /** Records up to here are stored elsewhere: the engine may forget them. */
  acknowledgeRecords(position: number): void;
  /** Called once when the thread ends without being asked to. */
  onExit(listener: (error: Error) => void): void;
  close(): Promise<void>;
}

/** What the thread is told. */
export type HostMessage =
  | { readonly kind: 'records'; readonly id: number; readonly after: number; readonly limit: number }
  | { readonly kind: 'acknowledge'; readonly position: number }
  | { readonly kind: 'close' };

/** What the thread says. */
export type WorkerMessage =
  | { readonly kind: 'ready'; readonly grpcPort: number; readonly restPort: number; readonly own?: OwnAccess }
  | { readonly kind: 'failed'; readonly message: string; readonly code?: string; readonly port?: number }
  | { readonly kind: 'stopped'; readonly message: string }
  | { readonly kind: 'records'; readonly id: number; readonly records: LogRecord[] }
  | { readonly kind: 'committed'; readonly lastPosition: number }
  | { readonly kind: 'log'; readonly level: Parameters<Log>[0]; readonly message: string; readonly fields: Record<string, unknown> };

export type WorkerSettings = Omit<EngineHostOptions, 'log'>;

/**
 * Starts engine and gateway in a worker thread; resolves when both serve.
 * @throws Error with Node's `code` (EADDRINUSE, EACCES …) and `port` when a port or the folder cannot be had
 */
export async function startEngineHost({ log, ...settings }: EngineHostOptions): Promise<EngineHost> {
  const worker = startWorker(settings);
  const pending = new Map<number, { resolve: (records: LogRecord[]) => void; reject: (error: Error) => void }>();
  const listeners = new Set<(lastPosition: number) => void>();
  let onUnexpectedExit: (error: Error) => void = (error) => log?.('error', 'the engine stopped', { error: error.message });
  let closing = false;
  let failure: Error | undefined;
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  worker.on('error', (error) => { failure = error instanceof Error ? error : new Error(String(error)); });

  const ports = await new Promise<{ grpcPort: number; restPort: number; own?: OwnAccess }>((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      switch (message.kind) {
        case 'ready': return resolve(message);
        case 'failed': return reject(Object.assign(new Error(message.message), { code: message.code, port: message.port }));
        case 'stopped':
          failure = new EngineFailure(message.message);
          void worker.terminate();
          return;
        case 'committed': return listeners.forEach((listener) => listener(message.lastPosition));
        case 'log': return log?.(message.level, message.message, message.fields);
        case 'records':
          pending.get(message.id)?.resolve(message.records);
          pending.delete(message.id);
      }
    });
    void exited.then(() => reject(failure ?? new Error('the engine stopped before it was ready')));
  });
  void exited.then(() => {
    const error = failure ?? new Error('the engine stopped');
    for (const { reject } of pending.values()) reject(error);
    if (!closing) onUnexpectedExit(error);
  });

  const tell = (message: HostMessage) => worker.postMessage(message);
  let lastId = 0;
  return {
    grpcPort: ports.grpcPort, restPort: ports.restPort, ...(ports.own === undefined ? {} : { own: ports.own }),
    records: (after, limit) => new Promise((resolve, reject) => {
      const id = ++lastId;
      pending.set(id, { resolve, reject });
      tell({ kind: 'records', id, after, limit });
    }),
    onRecords: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    acknowledgeRecords: (position) => tell({ kind: 'acknowledge', position }),
    onExit: (listener) => { onUnexpectedExit = listener; },
    close: async () => {
      closing = true;
      tell({ kind: 'close' });
      await exited;
    },
  };
}

/** Three half-spaces of 64 MB, as `npm run engine` has them: of what a command leaves behind little is still in use when they are full. */
const YOUNG_GENERATION_MB = 3 * 64;

/** The thread's entry lies beside this file, as source under tsx and as bundle in dist/. */
function startWorker(settings: WorkerSettings): Worker {
  const entry = import.meta.filename.endsWith('.ts') ? 'engine-worker-source.mjs' : 'engine-worker.js';
  // Nothing of the main thread's arguments: a loader there has registered itself there only.
  return new Worker(path.join(import.meta.dirname, entry), { workerData: settings, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB } });
}
