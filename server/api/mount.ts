import { createHash } from 'node:crypto';
import express from 'express';
import type { Express, Request, RequestHandler, Response } from 'express';
import type { SessionData } from 'express-session';
import { isUniqueViolation } from '../database/index.ts';
import type { Database, Tx } from '../database/index.ts';
import { mayActAs } from '../mes/http/index.ts';
import type { Caller, Route, RouteInput } from '../mes/http/index.ts';
import { Refusal } from '../mes/refusal.ts';
import { callerOf } from './authenticate.ts';
import { refuseCrossSite } from './cross-site.ts';
import { fromZod } from './problem.ts';
import { answerOnce } from './idempotency.ts';

export interface MountOptions {
  readonly database: Database;
  readonly erpToken?: string;
  readonly origins: readonly string[];
}

const jsonBody = express.json({ limit: '1mb' });
const textBody = express.text({ type: () => true, limit: '32mb' });

/** Serves a declared route. Nothing of the body is read before it is clear that the caller may. */
export function mountRoute(app: Express, route: Route, options: MountOptions): void {
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
  app[route.method](path, (request, response, next) => {
    response.locals.route = route.path;
    serve(route, request, response, options).catch(next);
  });
}

/** Lets only these roles on to a router that is not declared as routes. */
export function guard(roles: Extract<Route['access'], { roles: unknown }>['roles'], { database, erpToken, origins }: MountOptions): RequestHandler {
  return (request, _response, next) => {
    callerOf(database, request, erpToken).then((caller) => {
      authorize({ access: { roles } }, caller);
      refuseCrossSite(request, origins);
      next();
    }).catch(next);
  };
}

async function serve(route: Route, request: Request, response: Response, options: MountOptions): Promise<void> {
  const { database, erpToken, origins } = options;
  const caller = await callerOf(database, request, erpToken);
  authorize(route, caller);
  if (caller.source !== 'erp-token') refuseCrossSite(request, origins);
  if (route.body !== undefined || route.bodyType !== undefined) await readBody(route, request, response);
  const input = { params: parse(route.params, request.params, 'params'), query: parse(route.query, request.query, 'query'), body: parse(route.body, request.body, 'body'), caller };
  const { handling } = route;
  if (handling.respond !== undefined) return await handling.respond({ ...input, request, response, callerNow: () => callerNow(route, request, options) }, database);
  const answer = handling.change !== undefined ? await change(route, handling.change, input, request, database) : present(route, await handling.read(input, database));
  send(route, response, answer);
}

/** The session that the request began with may have ended since, in the store and not in memory. */
async function callerNow(route: Route, request: Request, { database, erpToken }: MountOptions): Promise<Caller> {
  const session = await new Promise<Partial<SessionData>>((resolve, reject) => {
    request.sessionStore.get(request.sessionID, (error: unknown, stored) => (error == null ? resolve(stored ?? {}) : reject(error as Error)));
  });
  const caller = await callerOf(database, { headers: request.headers, session }, erpToken);
  authorize(route, caller);
  return caller;
}

function authorize({ access }: Pick<Route, 'access'>, caller: Caller): void {
  if (access.public === true || (access.erpToken === true && caller.source === 'erp-token')) return;
  if (caller.source !== 'session')
    throw new Refusal({ code: 'not-signed-in', status: 401, title: 'Not signed in', detail: 'This needs somebody who is signed in.', nextStep: 'Sign in.' });
  if (access.roles === 'signed-in' || mayActAs(caller.roles, access.roles)) return;
  throw new Refusal({
    code: 'not-allowed', status: 403, title: 'Not allowed', params: { roles: access.roles },
    detail: `This is for: ${access.roles.join(', ')}.`, nextStep: 'Ask somebody who has one of these roles.',
  });
}

async function readBody(route: Route, request: Request, response: Response): Promise<void> {
  const text = route.bodyType !== undefined;
  if (!text && request.get('content-length') !== '0' && request.get('content-type') !== undefined && request.is('json') === false)
    throw new Refusal({ code: 'unsupported-media-type', status: 415, title: 'Not JSON', detail: `The body must be application/json, not ${request.get('content-type')}.` });
  await new Promise<void>((resolve, reject) => {
    const reader: RequestHandler = text ? textBody : jsonBody;
    reader(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error as Error)));
  });
  // express leaves an empty body undefined; schemas of optional bodies see an empty object.
  request.body ??= text ? '' : {};
}

function parse(schema: Route['body'], value: unknown, part: 'params' | 'query' | 'body'): unknown {
  if (schema === undefined) return part === 'body' ? value : undefined;
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw fromZod(parsed.error, part);
  return parsed.data;
}

async function change(
  route: Route,
  work: (tx: Tx, input: RouteInput<unknown, unknown, unknown>) => unknown,
  input: RouteInput<unknown, unknown, unknown>,
  request: Request,
  database: Database,
): Promise<unknown> {
  const { caller } = input;
  const actor = { personId: caller.personId, roles: caller.roles, source: caller.source === 'session' ? 'api' : caller.source };
  const once = async (tx: Tx) => present(route, await work(tx, input));
  const key = request.get('idempotency-key');
  if (key === undefined) return await database.transaction(actor, once);
  const requestHash = createHash('sha256').update(`${request.method} ${request.originalUrl}\n${JSON.stringify(input.body ?? null)}`).digest('hex');
  const attempt = () => database.transaction(actor, (tx) => answerOnce(tx, { key, personId: caller.personId, requestHash }, () => once(tx)));
  try {
    return await attempt();
  } catch (error) {
    // The same request ran at the same time and was first: its answer is there now.
    if (!isUniqueViolation(error)) throw error;
    return await attempt();
  }
}

function present(route: Route, answer: unknown): unknown {
  return route.response === undefined ? answer : route.response.parse(answer);
}

function send(route: Route, response: Response, answer: unknown): void {
  const status = route.status ?? (route.response === undefined && route.responseType === undefined ? 204 : 200);
  response.status(status);
  if (!response.hasHeader('cache-control')) response.set('cache-control', 'no-store');
  if (route.responseType !== undefined) response.type(route.responseType).send(String(answer));
  else if (status === 204) response.end();
  else response.json(answer);
}
