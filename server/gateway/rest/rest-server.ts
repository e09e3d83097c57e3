import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { isIP } from 'node:net';
import type { CallContext } from '../calls/call.ts';
import { topology } from '../calls/topology.ts';
import { GatewayError } from '../gateway-error.ts';
import type { GatewaySecurity } from '../security/gateway-security.ts';
import type { Log } from '../../engine/index.ts';
import { requireAcceptable, requireJson, requireMethod, type RouteRules } from './negotiation.ts';
import { pathKey } from './path-key.ts';
import { Problem, problemOf } from './problem.ts';
import { assignUserTask, completeUserTask, unassignUserTask, updateUserTask, type UserTaskCall } from './user-tasks.ts';

const BODY_BYTES_MAX = 4 * 1024 * 1024;

interface Route extends RouteRules {
  readonly path: RegExp;
  /** `key`: the part of the path in brackets. */
  readonly answer: (request: { readonly key: string; readonly body: string }, response: ServerResponse, context: CallContext) => Promise<void>;
}

const ROUTES: readonly Route[] = [
  { path: /^\/v1\/topology$/, method: 'GET', answers: ['application/json'], body: 'ignored', answer: answerTopology },
  userTaskRoute(/^\/v1\/user-tasks\/([^/]+)\/completion$/, 'POST', 'optional', completeUserTask),
  userTaskRoute(/^\/v1\/user-tasks\/([^/]+)\/assignment$/, 'POST', 'required', assignUserTask),
  userTaskRoute(/^\/v1\/user-tasks\/([^/]+)\/assignee$/, 'DELETE', 'ignored', unassignUserTask),
  userTaskRoute(/^\/v1\/user-tasks\/([^/]+)$/, 'PATCH', 'optional', updateUserTask),
];

function userTaskRoute(path: RegExp, method: string, body: RouteRules['body'], call: UserTaskCall): Route {
  return {
    path, method, body, answers: ['application/json', 'application/problem+json'],
    answer: async ({ key, body: text }, response, { commands }) => {
      await call(pathKey(key), text, commands);
      response.writeHead(204).end();
    },
  };
}

/** Zeebe's REST gateway: the topology and what is done with user tasks. */
export function createRestServer(context: CallContext, security: GatewaySecurity, log: Log): Server {
  const listener: RequestListener = (request, response) => {
    const path = (request.url ?? '/').replace(/\?.*$/, '');
    answer(request, response, context, security).catch((error: unknown) => {
      const problem = problemOf(error);
      if (problem.status >= 500 && !(error instanceof GatewayError)) log('error', `${request.method} ${path} failed`, { error: error instanceof Error ? error.stack : String(error) });
      response.writeHead(problem.status, { ...problem.headers, 'content-type': 'application/problem+json' }).end(problem.body(path));
    });
  };
  return security.tls === undefined ? createServer(listener) : createSecureServer(security.tls.httpsOptions(), listener);
}

async function answer(request: IncomingMessage, response: ServerResponse, context: CallContext, security: GatewaySecurity): Promise<void> {
  security.authenticate(request.headers.authorization);
  if (security.isOpen) refuseWebPages(request);
  const path = pathOf(request);
  const route = ROUTES.find((candidate) => candidate.path.test(path));
  if (route === undefined) throw new Problem(404, 'Not Found');
  if (request.method === 'OPTIONS') {
    response.writeHead(200, { allow: `${route.method},OPTIONS` }).end();
    return;
  }
  requireMethod(request, route);
  requireAcceptable(request, route);
  requireJson(request, route);
  await route.answer({ key: route.path.exec(path)?.[1] ?? '', body: await readBody(request) }, response, context);
}

function pathOf({ url = '/' }: IncomingMessage): string {
  try {
    const { pathname } = new URL(url, 'http://gateway');
    decodeURIComponent(pathname);
    return pathname;
  } catch {
    throw new Problem(400, 'Bad Request', `The path '${url}' cannot be read`);
  }
}

interface Broker {
  readonly partitions: readonly { readonly partitionId: number; readonly role: string; readonly health: string }[];
}

async function answerTopology(_request: object, response: ServerResponse, context: CallContext): Promise<void> {
  const { brokers, ...cluster } = await topology({}, context, () => undefined) as { readonly brokers: readonly Broker[] };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ brokers: brokers.map((broker) => restBroker(broker)), ...cluster }));
}

/** REST writes the protocol's enumerations in small letters. */
function restBroker(broker: Broker) {
  return { ...broker, partitions: broker.partitions.map(({ partitionId, role, health }) => ({ partitionId, role: role.toLowerCase(), health: health.toLowerCase() })) };
}

/**
 * A gateway that asks nobody who they are trusts the programs of this machine, but not the web pages that its browsers show: those name their
 * origin, or reach this address under a name of their own.
 */
function refuseWebPages(request: IncomingMessage): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (request.headers.origin === undefined && (isIP(host.replace(/^\[|\]$/g, '')) > 0 || host === 'localhost')) return;
  throw new Problem(403, 'Forbidden', 'Web pages may not use this gateway');
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) throw new Problem(413, 'Payload Too Large', `The body has more than ${BODY_BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
