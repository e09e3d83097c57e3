import { createServer } from 'node:http';
import path from 'node:path';
import express from 'express';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { startEngineHost } from './engine-host.ts';
import { closeServer, listen } from './http-server.ts';
import { startRecordFeed } from './record-feed.ts';
import { recordSink } from './records/index.ts';
import type { Projector } from './records/index.ts';
import { explainStartFailure } from './start-error.ts';

/** Where processes run, embedded or on a cluster, with its record stream flowing into the tables. */
export interface ProcessEngine {
  readonly grpcAddress: string;
  readonly restAddress: string;
  onFailure(listener: (error: Error) => void): void;
  stop(): Promise<void>;
}

/** @throws StartError when a port or the folder cannot be had */
export function openProcessEngine(config: Config, projector: Projector, log: Logger): Promise<ProcessEngine> {
  return config.ZEEBE_ADDRESS === undefined ? openEmbedded(config, projector, log) : openCluster(config, config.ZEEBE_ADDRESS, projector, log);
}

async function openEmbedded(config: Config, projector: Projector, log: Logger): Promise<ProcessEngine> {
  const host = await startEngineHost({
    dataDir: path.join(config.dataDir, 'engine'), host: '127.0.0.1', grpcPort: config.ENGINE_PORT, restPort: config.ENGINE_REST_PORT,
    log: (level, message, fields) => log[level](fields ?? {}, message),
  }).catch((error: unknown) => {
    const { code, port } = error as NodeJS.ErrnoException & { readonly port?: number };
    const portSetting = port === config.ENGINE_REST_PORT ? `ENGINE_REST_PORT=${config.ENGINE_REST_PORT}` : `ENGINE_PORT=${config.ENGINE_PORT}`;
    throw explainStartFailure(error, 'the engine', code === 'EADDRINUSE' ? portSetting : `DATA_DIR=${config.DATA_DIR}`);
  });
  const feed = startRecordFeed(host, projector, (error) => log.error({ err: error }, 'records could not be stored, trying again'));
  return {
    grpcAddress: `127.0.0.1:${host.grpcPort}`,
    restAddress: `http://127.0.0.1:${host.restPort}`,
    onFailure: (listener) => host.onExit(listener),
    async stop() {
      await feed.stop();
      await host.close();
    },
  };
}

async function openCluster(config: Config, grpcAddress: string, projector: Projector, log: Logger): Promise<ProcessEngine> {
  const app = express();
  app.disable('x-powered-by');
  app.use(recordSink({
    projector, onError: (error) => log.error({ err: error }, 'records could not be stored, the exporter sends them again'),
    ...(config.RECORD_SINK_TOKEN === undefined ? {} : { token: config.RECORD_SINK_TOKEN }),
  }));
  const server = createServer(app);
  await listen(server, config.RECORD_SINK_PORT, config.RECORD_SINK_HOST).catch((error: unknown) => {
    throw explainStartFailure(error, 'the record sink', `RECORD_SINK_PORT=${config.RECORD_SINK_PORT}`);
  });
  return {
    grpcAddress,
    restAddress: config.ZEEBE_REST_ADDRESS!,
    onFailure: () => undefined,
    stop: () => closeServer(server),
  };
}
