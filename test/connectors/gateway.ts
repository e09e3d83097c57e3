import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EngineClient } from '../../connectors/runtime/engine-client.ts';
import { serveEngine } from '../../server/serve-engine.ts';
import { eventually } from '../support/eventually.ts';
import { startRecordSink } from '../support/record-sink.ts';
import { startZeebe } from '../support/zeebe.ts';

export interface SeenRecord {
  readonly key: string | number;
  readonly recordType: string;
  readonly valueType: string;
  readonly intent: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface Gateway {
  readonly grpcAddress: string;
  readonly restAddress: string;
  readonly client: EngineClient;
  /** Waits for an event of the record stream. */
  event(valueType: string, intent: string, matching?: (value: Readonly<Record<string, unknown>>) => boolean): Promise<SeenRecord>;
  records(): Promise<readonly SeenRecord[]>;
  /** Ends the engine; `start` brings it back on the same ports with the same state. Only the embedded one can. */
  readonly restart?: { stop(): Promise<void>; start(): Promise<void> };
  close(): Promise<void>;
}

/** The embedded engine with its gateway, or real Zeebe with TEST_ENGINE=zeebe. */
export async function startGateway(): Promise<Gateway> {
  return process.env.TEST_ENGINE === 'zeebe' ? await startRealZeebe() : await startEmbedded();
}

async function startEmbedded(): Promise<Gateway> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'takt-engine-'));
  let host = await serveEngine({ dataDir, host: '127.0.0.1', grpcPort: 0, restPort: 0 });
  const { grpcPort, restPort } = host;
  const addresses = { grpcAddress: `127.0.0.1:${grpcPort}`, restAddress: `http://127.0.0.1:${restPort}` };
  const client = new EngineClient(addresses);
  const records = () => Promise.resolve(host.engine.records(0, 100_000) as unknown as readonly SeenRecord[]);
  return {
    ...addresses, client, records, event: waitingFor(records),
    restart: {
      stop: () => host.close(),
      async start() {
        host = await serveEngine({ dataDir, host: '127.0.0.1', grpcPort, restPort });
      },
    },
    async close() {
      await client.close();
      await host.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function startRealZeebe(): Promise<Gateway> {
  const sink = await startRecordSink();
  const zeebe = await startZeebe({ exporterUrl: sink.url });
  const client = new EngineClient(zeebe);
  const records = () => Promise.resolve(sink.records);
  return {
    ...zeebe, client, records, event: waitingFor(records),
    async close() {
      await client.close();
      await zeebe.stop();
      await sink.close();
    },
  };
}

const waitingFor = (records: () => Promise<readonly SeenRecord[]>): Gateway['event'] => (valueType, intent, matching = () => true) =>
  eventually(`${valueType} ${intent}`, async () =>
    (await records()).find((record) => record.recordType === 'EVENT' && record.valueType === valueType && record.intent === intent && matching(record.value)));
