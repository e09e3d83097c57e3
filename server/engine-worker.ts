import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { HostMessage, WorkerMessage, WorkerSettings } from './engine-host.ts';
import { serveEngine } from './serve-engine.ts';
import { explainWriteFailure } from './write-failure.ts';

/** The thread in which the embedded engine runs: see engine-host.ts for what is said on the port. */
async function run(port: MessagePort, settings: WorkerSettings): Promise<void> {
  const say = (message: WorkerMessage) => port.postMessage(message);
  const served = await serveEngine({ ...settings, log: (level, message, fields = {}) => say({ kind: 'log', level, message, fields }) });
  const { engine } = served;
  engine.onFailure((error) => say({ kind: 'stopped', message: explainWriteFailure(error, settings.dataDir) }));
  engine.onRecords((lastPosition) => say({ kind: 'committed', lastPosition }));
  port.on('message', (message: HostMessage) => {
    switch (message.kind) {
      case 'records': return say({ kind: 'records', id: message.id, records: engine.records(message.after, message.limit) });
      case 'acknowledge': 
        engine.acknowledgeRecords(message.position).catch((error: unknown) =>
          say({ kind: 'log', level: 'error', message: 'old records cannot be removed', fields: { error: String(error) } }));
        return;
      case 'close': void served.close().finally(() => port.close());
    }
  });
  const { grpcPort, restPort, own } = served;
  say({ kind: 'ready', grpcPort, restPort, ...(own === undefined ? {} : { own }) });
}

if (parentPort === null) throw new Error('engine-worker runs in a worker thread: start it with startEngineHost');
const port = parentPort;
run(port, workerData as WorkerSettings).catch((error: unknown) => {
  const { message, code, port: taken } = error as NodeJS.ErrnoException & { readonly port?: number };
  port.postMessage({ kind: 'failed', message, ...(code === undefined ? {} : { code }), ...(taken === undefined ? {} : { port: taken }) } satisfies WorkerMessage);
  port.close();
});
