import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEngine } from '../../server/engine/index.ts';
import { startGateway } from '../../server/gateway/index.ts';
import { openClient } from './client.ts';
import type { Stage, StreamRecord } from './stage.ts';
import { StoppedClock } from './stopped-clock.ts';

const READ_AT_ONCE = 1_000;

/** Closes the engine and opens it again on its data; the client is another one then. */
export interface EmbeddedStage extends Stage {
  restart(): Promise<void>;
}

/** The embedded engine and its gateway, with an empty folder of its own and a stopped clock. */
export async function openEmbeddedStage(startMs: number): Promise<EmbeddedStage> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'takt-conformance-'));
  const clock = new StoppedClock(startMs);
  const records: StreamRecord[] = [];
  const listeners = new Set<() => void>();
  const open = async () => {
    const engine = await openEngine({ dataDir, clock });
    const gateway = await startGateway({ engine, host: '127.0.0.1', port: 0, restPort: 0 });
    const restAddress = `http://127.0.0.1:${gateway.restPort}`;
    engine.onRecords(() => {
      for (;;) {
        const last = records.at(-1);
        const next = engine.records(last === undefined ? 0 : Number(last.position), READ_AT_ONCE) as readonly StreamRecord[];
        records.push(...next);
        if (next.length < READ_AT_ONCE) break;
      }
      for (const listener of [...listeners]) listener();
    });
    const client = openClient(`127.0.0.1:${gateway.grpcPort}`, restAddress);
    return {
      client, restAddress,
      close: async () => {
        await client.close();
        await gateway.close();
        await engine.close();
      },
    };
  };
  let opened = await open();
  return {
    get client() {
      return opened.client;
    },
    get restAddress() {
      return opened.restAddress;
    },
    records,
    recordsAtOnce: 1,
    onRecords: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setClock: (epochMs) => {
      clock.moveTo(epochMs);
      return Promise.resolve();
    },
    restart: async () => {
      await opened.close();
      opened = await open();
    },
    close: async () => {
      await opened.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
