import { credentials, makeGenericClientConstructor, type ServiceError } from '@grpc/grpc-js';
import { loadGatewayService } from '../../server/gateway/gateway-service.ts';

/** A client that knows the protocol and nothing else: no retries, so that what was acknowledged is what the engine said. */
export interface Wire {
  /** @throws ServiceError with a gRPC status in `code` */
  ask<Response = object>(call: string, request: object): Promise<Response>;
  /** All messages of a server stream. */
  all<Message>(call: string, request: object): Promise<Message[]>;
  /** @throws RestRefusal when the engine refused it, another error when it did not answer */
  post(path: string, body: object): Promise<void>;
  close(): void;
}

/** An answer of the REST gateway that is not 2xx. */
export class RestRefusal extends Error {}

type Method = (request: object, callback?: (error: ServiceError | null, response: object) => void) => NodeJS.ReadableStream;

const GatewayClient = makeGenericClientConstructor(loadGatewayService(), 'Gateway');

export function openWire(grpcAddress: string, restAddress: string): Wire {
  const client = new GatewayClient(grpcAddress, credentials.createInsecure(), { 'grpc.use_local_subchannel_pool': 1 });
  const method = (call: string) => (client as unknown as Record<string, Method>)[call]!.bind(client);
  return {
    ask: <Response>(call: string, request: object) => new Promise<Response>((resolve, reject) => {
      method(call)(request, (error, response) => { if (error === null) resolve(response as Response); else reject(error); });
    }),
    all: <Message>(call: string, request: object) => new Promise<Message[]>((resolve, reject) => {
      const messages: Message[] = [];
      method(call)(request).on('data', (message: Message) => messages.push(message)).on('error', reject).on('end', () => resolve(messages));
    }),
    post: async (path, body) => {
      const response = await fetch(restAddress + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      if (!response.ok) throw new RestRefusal(await response.text());
    },
    close: () => client.close(),
  };
}
