import path from 'node:path';
import * as grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { projectRoot } from '../../server/project-root.ts';

type Call = (request: object) => Promise<Record<string, unknown>>;

/** A bare gRPC client of the gateway: the same, and as cheap as can be, for both engines. */
export interface GatewayClient {
  readonly call: (method: string, request: object) => ReturnType<Call>;
  /** What a poll gives at once. */
  activate(type: string, maxJobsToActivate: number): Promise<readonly StreamedJob[]>;
  /** Hands every job of a type to `work` as soon as the gateway streams it. */
  streamJobs(type: string, work: (job: StreamedJob) => void): () => void;
  close(): void;
}

export interface StreamedJob {
  readonly key: string;
  readonly processInstanceKey: string;
  readonly variables: string;
}

export function connectGateway(address: string): GatewayClient {
  const definition = loadSync(path.join(projectRoot(), 'server/gateway/proto/gateway.proto'), { longs: String, defaults: true, keepCase: true });
  const { gateway_protocol: { Gateway } } = grpc.loadPackageDefinition(definition) as unknown as { gateway_protocol: { Gateway: grpc.ServiceClientConstructor } };
  const client = new Gateway(address, grpc.credentials.createInsecure()) as unknown as grpc.Client &
    Record<string, ((request: object, done: (error: Error | null, answer: Record<string, unknown>) => void) => void) & ((request: object) => grpc.ClientReadableStream<StreamedJob>)>;
  const send = (method: string, request: object): ReturnType<Call> =>
    new Promise((resolve, reject) => client[method]!(request, (error, answer) => (error === null ? resolve(answer) : reject(error))));
  return {
    async call(method, request) {
      for (;;)
        try {
          return await send(method, request);
        } catch (error) {
          // Back-pressure: an engine that has too much to do says so, and the client comes again.
          if ((error as grpc.ServiceError).code !== grpc.status.RESOURCE_EXHAUSTED) throw error;
          await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
        }
    },
    streamJobs(type, work) {
      const stream = client.StreamActivatedJobs!({ type, worker: 'bench', timeout: 600_000 });
      stream.on('data', work);
      stream.on('error', () => undefined);
      return () => stream.cancel();
    },
    activate: (type, maxJobsToActivate) => new Promise((resolve, reject) => {
      const jobs: StreamedJob[] = [];
      const stream = client.ActivateJobs!({ type, worker: 'bench', timeout: 600_000, maxJobsToActivate, requestTimeout: -1 });
      stream.on('data', (answer: unknown) => jobs.push(...(answer as { readonly jobs: StreamedJob[] }).jobs));
      stream.on('error', reject);
      stream.on('end', () => resolve(jobs));
    }),
    close: () => client.close(),
  };
}
