import { Zeebe } from '@camunda8/sdk';
import { ZBClient } from 'zeebe-node';

/** What a worker's handler is given, in both clients. */
export interface Job {
  readonly key: string;
  readonly retries: number;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly customHeaders: Readonly<Record<string, unknown>>;
  forward(): unknown;
  complete(variables?: object): Promise<never>;
  fail(failure: string | { errorMessage: string; retries?: number; retryBackOff?: number }, retries?: number): Promise<never>;
  error(error: string | { errorCode: string; errorMessage?: string; variables?: object }, message?: string): Promise<never>;
}

interface Worker {
  close(timeoutMs?: number): Promise<unknown>;
  once(event: 'ready', listener: () => void): unknown;
}

interface Result { readonly variables: Record<string, unknown>; readonly processInstanceKey: string }

/** The calls that `@camunda8/sdk` and `zeebe-node` have in common. */
export interface NpmClient {
  topology(): Promise<{ brokers: unknown[]; gatewayVersion: string }>;
  deployResource(resource: object): Promise<{ deployments: Record<string, Record<string, unknown>>[] }>;
  createProcessInstance(request: object): Promise<{ processInstanceKey: string; version: number }>;
  createProcessInstanceWithResult(request: object): Promise<Result>;
  cancelProcessInstance(key: string): Promise<unknown>;
  setVariables(request: object): Promise<unknown>;
  publishMessage(message: object): Promise<{ key: string }>;
  publishStartMessage(message: object): Promise<{ key: string }>;
  broadcastSignal(signal: object): Promise<{ key: string }>;
  evaluateDecision(request: object): Promise<{ decisionOutput: string }>;
  modifyProcessInstance(request: object): Promise<unknown>;
  createWorker(options: { taskType: string; taskHandler: (job: Job) => unknown } & Record<string, unknown>): Worker;
  completeJob(request: object): Promise<unknown>;
  close(timeoutMs?: number): Promise<unknown>;
}

/** The published packages; both are told to keep quiet and not to repeat what was refused. */
export const NPM_CLIENTS: Readonly<Record<string, (port: number) => NpmClient>> = {
  '@camunda8/sdk': (port) => openSdk(port) as unknown as NpmClient,
  'zeebe-node 8.3.2': (port) => openZeebeNode(port) as unknown as NpmClient,
};

export function openZeebeNode(port: number): ZBClient {
  return new ZBClient(`127.0.0.1:${port}`, { loglevel: 'NONE', useTLS: false, longPoll: 2_000, retry: false });
}

export function openSdk(port: number) {
  return new Zeebe.ZeebeGrpcClient({
    config: {
      ZEEBE_GRPC_ADDRESS: `grpc://127.0.0.1:${port}`, CAMUNDA_OAUTH_DISABLED: true, CAMUNDA_LOG_LEVEL: 'none',
      zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
    },
  });
}
