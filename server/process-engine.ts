import { createServer } from 'node:http';
import path from 'node:path';
import express from 'express';
import type { Logger } from 'pino';
import type { EngineAccess } from '../connectors/index.ts';
import type { Config } from './config.ts';
import { startEngineHost } from './engine-host.ts';
import { readGatewayAccess, type AccessNames } from './gateway-access.ts';
import { closeServer, listen } from './http-server.ts';
import { startRecordFeed } from './record-feed.ts';
import { recordSink } from './records/index.ts';
import type { Projector } from './records/index.ts';
import { explainStartFailure, StartError } from './start-error.ts';

/** Where processes run, embedded or on a cluster, with its record stream flowing into the tables. */
export interface ProcessEngine extends EngineAccess {
  onFailure(listener: (error: Error) => void): void;
  stop(): Promise<void>;
}

const ACCESS_NAMES: AccessNames = {
  host: 'ENGINE_HOST', tokens: 'ENGINE_TOKEN', tokenFile: 'ENGINE_TOKEN_FILE',
  certFile: 'ENGINE_TLS_CERT', keyFile: 'ENGINE_TLS_KEY', clientCaFile: 'ENGINE_TLS_CLIENT_CA',
};

/** @throws StartError when a port or the folder cannot be had */
export function openProcessEngine(config: Config, projector: Projector, log: Logger): Promise<ProcessEngine> {
  return config.ZEEBE_ADDRESS === undefined ? openEmbedded(config, projector, log) : openCluster(config, config.ZEEBE_ADDRESS, projector, log);
}

async function openEmbedded(config: Config, projector: Projector, log: Logger): Promise<ProcessEngine> {
  const access = readGatewayAccess({
    host: config.ENGINE_HOST, tokens: config.ENGINE_TOKEN, tokenFile: config.ENGINE_TOKEN_FILE,
    certFile: config.ENGINE_TLS_CERT, keyFile: config.ENGINE_TLS_KEY, clientCaFile: config.ENGINE_TLS_CLIENT_CA,
  }, ACCESS_NAMES);
  const host = await startEngineHost({
    dataDir: path.join(config.dataDir, 'engine'), host: config.ENGINE_HOST, grpcPort: config.ENGINE_PORT, restPort: config.ENGINE_REST_PORT,
    ...access, ownAccess: true,
    log: (level, message, fields) => log[level](fields ?? {}, message),
  }).catch((error: unknown) => {
    const { code, message, port } = error as NodeJS.ErrnoException & { readonly port?: number };
    if (code === 'ECERT') throw new StartError(`The engine's gateway cannot start: ${message}. Correct ENGINE_TLS_CERT, ENGINE_TLS_KEY or ENGINE_TLS_CLIENT_CA.`);
    const portSetting = port === config.ENGINE_REST_PORT ? `ENGINE_REST_PORT=${config.ENGINE_REST_PORT}` : `ENGINE_PORT=${config.ENGINE_PORT}`;
    throw explainStartFailure(error, 'the engine', code === 'EADDRINUSE' ? portSetting : `DATA_DIR=${config.DATA_DIR}`);
  });
  const feed = startRecordFeed(host, projector, (error) => log.error({ err: error }, 'records could not be stored, trying again'));
  return {
    // Takt's own way in: it needs no certificate, and goes on when the tokens of others change.
    grpcAddress: `127.0.0.1:${host.own!.grpcPort}`,
    restAddress: `http://127.0.0.1:${host.own!.restPort}`,
    token: host.own!.token,
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
    ...(config.ZEEBE_TOKEN === undefined ? {} : { token: config.ZEEBE_TOKEN }),
    ...(config.ZEEBE_TLS ? { tls: { caFile: config.ZEEBE_TLS_CA, certFile: config.ZEEBE_TLS_CERT, keyFile: config.ZEEBE_TLS_KEY } } : {}),
    onFailure: () => undefined,
    stop: () => closeServer(server),
  };
}
