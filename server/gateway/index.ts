import { randomBytes } from 'node:crypto';
import type { Engine, Log } from '../engine/index.ts';
import { EngineCommands } from './engine-commands.ts';
import { JobDispatcher } from './jobs/job-dispatcher.ts';
import { OpenCalls } from './jobs/open-calls.ts';
import { openListener, type Listener, type ListenerOptions } from './listener.ts';
import type { WaitingLimits } from './waiting-commands.ts';

export { isLoopback, type SecurityOptions } from './security/gateway-security.ts';

export interface GatewayOptions extends Omit<ListenerOptions, 'host'> {
  readonly engine: Engine;
  /** 127.0.0.1 unless given. Reachable from other machines only with tokens or mutual TLS. */
  readonly host?: string;
  /** Opens a second pair of ports, on 127.0.0.1, for the program that the gateway is part of. */
  readonly ownAccess?: boolean;
  readonly log?: Log;
  /** What may wait for the engine before clients are told to slow down. */
  readonly limits?: Partial<GatewayLimits>;
  readonly answerTimeoutMs?: number;
}

export interface GatewayLimits extends WaitingLimits {
  /** Clients that wait for jobs or have them streamed. */
  readonly jobCallsMax: number;
}

export interface Gateway {
  readonly grpcPort: number;
  readonly restPort: number;
  /** Where `ownAccess` listens, and the token, made anew for every start, that it asks for. */
  readonly own?: OwnAccess;
  /** Lets running calls finish, but not for longer than a second; waiting workers are disconnected. */
  close(): Promise<void>;
}

export interface OwnAccess {
  readonly grpcPort: number;
  readonly restPort: number;
  readonly token: string;
}

const GATEWAY_LIMITS: GatewayLimits = { commandsMax: 10_000, bytesMax: 256 * 1024 * 1024, ageMsMax: 5_000, resultsMax: 10_000, jobCallsMax: 10_000 };
const ANSWER_TIMEOUT_MS = 15_000;
const TOKEN_BYTES = 32;

/**
 * Serves Zeebe's gateway protocol (gRPC, and REST for user tasks) for an engine.
 * @throws Error with `code` and `port` when a port is in use; naming the host when it needs a token, or a file that is no certificate
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { engine, host = '127.0.0.1', ownAccess = false, limits, answerTimeoutMs = ANSWER_TIMEOUT_MS, ...listener } = options;
  const log: Log = options.log ?? (() => undefined);
  const listeners: Listener[] = [];
  const held = { ...GATEWAY_LIMITS, ...limits };
  const commands = new EngineCommands(engine, { ...held, answerTimeoutMs }, () => `${host}:${listeners[0]?.grpcPort ?? options.port}`);
  const dispatcher = new JobDispatcher(engine, log);
  const parts = { commands, dispatcher, jobCalls: new OpenCalls(held.jobCallsMax), log };
  const close = async () => {
    dispatcher.close();
    await Promise.all(listeners.map((opened) => opened.close()));
  };
  try {
    listeners.push(await openListener({ host, ...listener }, parts));
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    if (ownAccess) listeners.push(await openListener({ host: '127.0.0.1', port: 0, restPort: 0, tokens: [token] }, parts));
    const [first, own] = listeners as [Listener, Listener?];
    return {
      grpcPort: first.grpcPort, restPort: first.restPort, close,
      ...(own === undefined ? {} : { own: { grpcPort: own.grpcPort, restPort: own.restPort, token } }),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
