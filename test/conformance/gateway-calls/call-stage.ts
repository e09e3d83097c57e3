import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEngine } from '../../../server/engine/index.ts';
import { startGateway } from '../../../server/gateway/index.ts';
import { rawClient, type RawClient } from '../../support/raw-gateway-client.ts';
import { startRecordSink } from '../../support/record-sink.ts';
import { startZeebe } from '../../support/zeebe.ts';
import type { ZeebeDistribution } from '../../support/zeebe-distribution.ts';
import type { StreamRecord } from '../stage.ts';

/** A gateway with a running clock: time-outs of calls are part of what is compared. */
export interface CallStage {
  readonly client: RawClient;
  readonly grpcAddress: string;
  /** Base URL of the REST gateway, without /v1. */
  readonly restAddress: string;
  records(): readonly StreamRecord[];
  close(): Promise<void>;
}

export async function openZeebeCallStage(distribution: ZeebeDistribution): Promise<CallStage> {
  const sink = await startRecordSink();
  const broker = await startZeebe({ exporterUrl: sink.url, distribution });
  const client = rawClient(broker.grpcAddress);
  return {
    client, grpcAddress: broker.grpcAddress, restAddress: broker.restAddress,
    records: () => sink.records,
    close: async () => {
      client.close();
      await broker.stop();
      await sink.close();
    },
  };
}

export async function openEmbeddedCallStage(): Promise<CallStage> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'takt-calls-'));
  const engine = await openEngine({ dataDir });
  const gateway = await startGateway({ engine, port: 0, restPort: 0 });
  const grpcAddress = `127.0.0.1:${gateway.grpcPort}`;
  const client = rawClient(grpcAddress);
  return {
    client, grpcAddress, restAddress: `http://127.0.0.1:${gateway.restPort}`,
    records: () => engine.records(0, Number.MAX_SAFE_INTEGER) as readonly StreamRecord[],
    close: async () => {
      client.close();
      await gateway.close();
      await engine.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
