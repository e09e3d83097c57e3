import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { isIPv6, type AddressInfo } from 'node:net';
import { logVerbosity, ServerCredentials, setLogVerbosity, type Server } from '@grpc/grpc-js';
import { createGrpcServer, type GatewayParts } from './grpc-server.ts';
import { createRestServer } from './rest/rest-server.ts';
import { GatewaySecurity, type SecurityOptions } from './security/gateway-security.ts';

export interface ListenerOptions extends SecurityOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly restPort: number;
}

/** A pair of ports, gRPC and REST, with its own rule of who may use them. */
export interface Listener {
  readonly grpcPort: number;
  readonly restPort: number;
  close(): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 1_000;

/** @throws Error with `code` and `port` when a port is in use; saying why when the host or a certificate will not do */
export async function openListener({ host, port, restPort, ...access }: ListenerOptions, parts: GatewayParts): Promise<Listener> {
  const { commands, log } = parts;
  const security = new GatewaySecurity(access, log);
  let grpcPort = port;
  const context = { commands, address: () => ({ host, port: grpcPort }) };
  const rest = createRestServer(context, security, log);
  const grpc = createGrpcServer(context, parts, security);
  security.tls?.onRenewed((pem) => (rest as HttpsServer).setSecureContext(pem));
  try {
    security.requireFor(host);
    await listen(rest, host, restPort);
    grpcPort = await bind(grpc, host, port, security.tls?.grpcCredentials() ?? ServerCredentials.createInsecure());
  } catch (error) {
    rest.close();
    grpc.forceShutdown();
    security.close();
    throw error;
  }
  return {
    grpcPort, restPort: (rest.address() as AddressInfo).port,
    close: async () => {
      await Promise.all([closeGrpc(grpc), closeRest(rest)]);
      security.close();
    },
  };
}

async function listen(server: HttpServer, host: string, port: number): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}

/** grpc-js words a port in use in its own way, and writes to standard error by itself: it is given Node's error code instead. */
async function bind(server: Server, host: string, port: number, credentials: ServerCredentials): Promise<number> {
  setLogVerbosity(logVerbosity.NONE);
  return new Promise((resolve, reject) => {
    const address = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
    server.bindAsync(address, credentials, (error, bound) => {
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
