import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { GatewayError } from '../gateway-error.ts';
import type { CallContext } from '../calls/call.ts';
import { topology } from '../calls/topology.ts';
import type { Log } from '../../engine/index.ts';
import { Problem, problemOf } from './problem.ts';
import { assignUserTask, completeUserTask, unassignUserTask, updateUserTask, type UserTaskCall } from './user-tasks.ts';

const BODY_BYTES_MAX = 4 * 1024 * 1024;

interface UserTaskRoute {
  readonly path: RegExp;
  readonly method: string;
  readonly call: UserTaskCall;
  /** Refuses a request without `content-type: application/json`. */
  readonly needsBody: boolean;
}

const USER_TASK_ROUTES: readonly UserTaskRoute[] = [
  { path: /^\/v1\/user-tasks\/([^/]+)\/completion$/, method: 'POST', call: completeUserTask, needsBody: false },
  { path: /^\/v1\/user-tasks\/([^/]+)\/assignment$/, method: 'POST', call: assignUserTask, needsBody: true },
  { path: /^\/v1\/user-tasks\/([^/]+)\/assignee$/, method: 'DELETE', call: unassignUserTask, needsBody: false },
  { path: /^\/v1\/user-tasks\/([^/]+)$/, method: 'PATCH', call: updateUserTask, needsBody: false },
];

/** Zeebe's REST gateway: the topology and what is done with user tasks. */
export function createRestServer(context: CallContext, log: Log): Server {
  return createServer((request, response) => {
    const path = (request.url ?? '/').replace(/\?.*$/, '');
    answer(request, response, context).catch((error: unknown) => {
      const problem = problemOf(error);
      if (problem.status >= 500 && !(error instanceof GatewayError)) log('error', `${request.method} ${path} failed`, { error: error instanceof Error ? error.stack : String(error) });
      response.writeHead(problem.status, { 'content-type': 'application/problem+json' }).end(problem.body(path));
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, context: CallContext): Promise<void> {
  refuseWebPages(request);
  const path = pathOf(request);
  if (path === '/v1/topology') {
    requireMethod(request, 'GET');
    const { brokers, ...cluster } = await topology({}, context) as { readonly brokers: readonly Broker[] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ brokers: brokers.map((broker) => restBroker(broker)), ...cluster }));
    return;
  }
  const route = USER_TASK_ROUTES.find((candidate) => candidate.path.test(path));
  if (route === undefined) throw new Problem(404, 'Not Found');
  requireMethod(request, route.method);
  requireJson(request, route.needsBody);
  const key = route.path.exec(path)?.[1] ?? '';
  const body = await readBody(request);
  if (!/^-?\d{1,19}$/.test(key)) throw new Problem(400, 'Bad Request', 'Type mismatch.');
  await route.call(key, body, context.commands);
  response.writeHead(204).end();
}

function pathOf({ url = '/' }: IncomingMessage): string {
  try {
    return decodeURIComponent(new URL(url, 'http://gateway').pathname);
  } catch {
    throw new Problem(400, 'Bad Request', `The path '${url}' cannot be read`);
  }
}

interface Broker {
  readonly partitions: readonly { readonly partitionId: number; readonly role: string; readonly health: string }[];
}

/** REST writes the protocol's enumerations in small letters. */
function restBroker(broker: Broker) {
  return { ...broker, partitions: broker.partitions.map(({ partitionId, role, health }) => ({ partitionId, role: role.toLowerCase(), health: health.toLowerCase() })) };
}

function requireMethod(request: IncomingMessage, method: string): void {
  if (request.method !== method) throw new Problem(405, 'Method Not Allowed', `Supported methods: [${method}]`);
}

/**
 * The gateway knows no users and trusts the programs of this machine, but not the web pages that its browsers show: those name their origin,
 * or reach this address under a name of their own.
 */
function refuseWebPages(request: IncomingMessage): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  if (request.headers.origin === undefined && (isIP(host.replace(/^\[|\]$/g, '')) > 0 || host === 'localhost')) return;
  throw new Problem(403, 'Forbidden', 'Web pages may not use this gateway');
}

function requireJson(request: IncomingMessage, needsBody: boolean): void {
  const type = request.headers['content-type'];
  if (type === undefined && (needsBody || hasBody(request))) throw new Problem(415, 'Unsupported Media Type');
  if (type !== undefined && !/^application\/json\s*(;|$)/i.test(type)) {
    throw new Problem(415, 'Unsupported Media Type', `Content-Type '${type}' is not supported.`);
  }
}

function hasBody(request: IncomingMessage): boolean {
  return Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
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
