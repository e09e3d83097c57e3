import path from 'node:path';
import { credentials, loadPackageDefinition, status, type CallOptions, type ChannelCredentials, type Client, type Metadata, type ServiceError } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

export type Message = Record<string, unknown>;

/** A client that knows nothing but the protocol: each call by its name. */
export type RawClient = Client & Record<string, (request: Message, ...rest: unknown[]) => unknown>;

const PROTO = path.resolve(import.meta.dirname, '../../server/gateway/proto/gateway.proto');
const DEADLINE_MS = 10_000;

/** `address`: host:port. */
export function rawClient(address: string, channel: ChannelCredentials = credentials.createInsecure()): RawClient {
  const definition = loadSync(PROTO, { longs: String, enums: String, defaults: true, oneofs: true });
  const { Gateway: Stub } = loadPackageDefinition(definition)['gateway_protocol'] as unknown as
    { Gateway: new (address: string, credentials: ChannelCredentials, options: object) => RawClient };
  return new Stub(address, channel, { 'grpc.max_receive_message_length': -1 });
}

/** The response, or `STATUS message`. */
export function callUnary(client: RawClient, name: string, request: Message, options: { readonly deadlineMs?: number; readonly metadata?: Metadata } = {}): Promise<Message | string> {
  const { metadata, deadlineMs = DEADLINE_MS } = options;
  const call: CallOptions = { deadline: Date.now() + deadlineMs };
  return new Promise((resolve) => {
    client[name]!(request, ...(metadata === undefined ? [] : [metadata]), call, (error: ServiceError | null, response: Message) =>
      resolve(error === null ? response : statusText(error)));
  });
}

/** Every message of a server stream until it ends, or `STATUS message`. */
export function callStream(client: RawClient, name: string, request: Message, { deadlineMs = DEADLINE_MS } = {}): Promise<Message[] | string> {
  return new Promise((resolve) => {
    const messages: Message[] = [];
    const stream = client[name]!(request, { deadline: Date.now() + deadlineMs }) as NodeJS.ReadableStream;
    stream.on('data', (message: Message) => messages.push(message));
    stream.on('error', (error: Error) => resolve(statusText(error as ServiceError)));
    stream.on('end', () => resolve(messages));
  });
}

function statusText({ code, details }: ServiceError): string {
  return `${status[code]} ${details}`;
}
