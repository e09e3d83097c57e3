import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { isIPv6, type AddressInfo } from 'node:net';
import { logVerbosity, ServerCredentials, setLogVerbosity, type Server } from '@grpc/grpc-js';
import type { Engine, Log } from '../engine/index.ts';
import { EngineCommands } from './engine-commands.ts';
import { createGrpcServer } from './grpc-server.ts';
import { JobDispatcher } from './jobs/job-dispatcher.ts';
import { createRestServer } from './rest/rest-server.ts';

export interface GatewayOptions {
  readonly engine: Engine;
  /** A loopback address: the gateway knows no users, so nobody else may reach it. */
  readonly host?: string;
  /** 0: any free port. */
  readonly port: number;
  readonly restPort: number;
  readonly log?: Log;
  /** Commands that may wait for the engine before clients are told to slow down. */
  readonly queuedMax?: number;
  readonly answerTimeoutMs?: number;
}

export interface Gateway {
  readonly grpcPort: number;
  readonly restPort: number;
  /** Lets running calls finish, but not for longer than a second; waiting workers are disconnected. */
  close(): Promise<void>;
}

const QUEUED_MAX = 10_000;
const ANSWER_TIMEOUT_MS = 15_000;
const CLOSE_TIMEOUT_MS = 1_000;

/**
 * Serves Zeebe's gateway protocol (gRPC, and REST for user tasks) for an engine.
 * @throws Error naming the port when it is in use, or the host when it is not loopback
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const host = options.host ?? '127.0.0.1';
  requireLoopback(host);
  const log: Log = options.log ?? (() => undefined);
  let grpcPort = options.port;
  const limits = { queuedMax: options.queuedMax ?? QUEUED_MAX, answerTimeoutMs: options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS };
  const commands = new EngineCommands(options.engine, limits, () => `${host}:${grpcPort}`);
  const context = { commands, address: () => ({ host, port: grpcPort }) };
  const dispatcher = new JobDispatcher(options.engine, log);
  const rest = createRestServer(context, log);
  const grpc = createGrpcServer(context, dispatcher, log);
  try {
    await listen(rest, host, options.restPort);
    grpcPort = await bind(grpc, host, options.port);
  } catch (error) {
    dispatcher.close();
    rest.close();
    grpc.forceShutdown();
    throw error;
  }
  return {
    grpcPort, restPort: (rest.address() as AddressInfo).port,
    close: async () => {
      dispatcher.close();
      await Promise.all([closeGrpc(grpc), closeRest(rest)]);
    },
  };
}

function requireLoopback(host: string): void {
  if (host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)) return;
  throw new Error(`The gateway does not listen on ${host}: it has no sign-in, so only programs on this machine may reach it. `
    + 'Use 127.0.0.1; for other machines run a Zeebe cluster and set ZEEBE_ADDRESS.');
}

async function listen(server: HttpServer, host: string, port: number): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}

/** grpc-js words a port in use in its own way, and writes to standard error by itself: it is given Node's error code instead. */
async function bind(server: Server, host: string, port: number): Promise<number> {
  setLogVerbosity(logVerbosity.NONE);
  return new Promise((resolve, reject) => {
    const address = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(Object.assign(new Error(`listen EADDRINUSE: address already in use ${address}`), { code: 'EADDRINUSE', port, cause: error }));
    });
  });
}

async function closeGrpc(server: Server): Promise<void> {
  const forced = setTimeout(() => server.forceShutdown(), CLOSE_TIMEOUT_MS);
  await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
  clearTimeout(forced);
}

async function closeRest(server: HttpServer): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const forced = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
  await closed;
  clearTimeout(forced);
}
