import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEngine, type Engine } from '../../server/engine/index.ts';
import { startGateway, type Gateway, type GatewayOptions } from '../../server/gateway/index.ts';
import { callStream, callUnary, rawClient, type Message, type RawClient } from '../support/raw-gateway-client.ts';

/** A gateway with an engine of its own, and a client that knows nothing but the protocol. */
export interface ServedGateway extends Gateway {
  readonly engine: Engine;
  readonly raw: RawClient;
  /** The response, or `STATUS message`. */
  call(name: string, request: Message): Promise<Message | string>;
  /** Like `call`, but an error throws. */
  ask<T = Message>(name: string, request: Message): Promise<T>;
  /** Every message of a server stream, or `STATUS message`. */
  stream(name: string, request: Message): Promise<Message[] | string>;
  rest(method: string, path: string, body?: string): Promise<{ readonly status: number; readonly type: string | null; readonly body: unknown }>;
  deploy(xml: string): Promise<void>;
}

export async function serveGateway(options: Partial<GatewayOptions> = {}): Promise<ServedGateway> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'takt-gateway-'));
  const engine = await openEngine({ dataDir });
  const gateway = await startGateway({ engine, port: 0, restPort: 0, ...options });
  const raw = rawClient(`127.0.0.1:${gateway.grpcPort}`);
  const call = (name: string, request: Message) => callUnary(raw, name, request);
  const ask = async <T>(name: string, request: Message) => {
    const answer = await call(name, request);
    if (typeof answer === 'string') throw new Error(answer);
    return answer as T;
  };
  return {
    ...gateway, engine, raw, call, ask,
    stream: (name, request) => callStream(raw, name, request),
    rest: async (method, route, body) => {
      const response = await fetch(`http://127.0.0.1:${gateway.restPort}${route}`,
        { method, ...(body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } }) });
      const text = await response.text();
      return { status: response.status, type: response.headers.get('content-type'), body: text === '' ? undefined : JSON.parse(text) as unknown };
    },
    deploy: async (xml) => { await ask('DeployResource', { resources: [{ name: 'x.bpmn', content: Buffer.from(xml) }] }); },
    close: async () => {
      raw.close();
      await gateway.close();
      await engine.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
