import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Database, Tx } from '../../database/index.ts';
import type { Caller } from './caller.ts';
import type { Role } from './roles.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
/** A media type that is taken or given as text instead of JSON. */
type TextType = 'application/xml' | 'text/csv' | 'text/html' | 'text/plain' | 'text/event-stream';

/** Who may call: the roles (see `mayActAs`), any signed-in person, or everybody. A route that says none of these does not compile. */
export type Access =
  | { readonly roles: readonly [Role, ...Role[]] | 'signed-in'; readonly public?: never; /** The ERP's bearer token opens it as well. */ readonly erpToken?: true }
  | { readonly public: true; readonly roles?: never; readonly erpToken?: never };

export interface RouteInput<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The signed-in person or the ERP; on public routes without a session `anonymous`. */
  readonly caller: Caller;
}

interface Described<P, Q, B, R> {
  readonly method: Method;
  /** As in OpenAPI: /api/orders/{id} */
  readonly path: `/${string}`;
  readonly summary: string;
  /** Groups the routes in the API's pages, such as 'Orders'. */
  readonly tag: string;
  readonly params?: P;
  readonly query?: Q;
  /** Schema of the body; together with `bodyType` it checks the text. */
  readonly body?: B;
  readonly bodyType?: TextType;
  readonly response?: R;
  readonly responseType?: TextType;
  /** Of success; default 200, or 204 without `response` and `responseType`. */
  readonly status?: 200 | 201 | 202 | 204;
}

interface Answering {
  readonly request: Request;
  readonly response: Response;
  /** Who calls, asked anew: for answers that go on for long. @throws Refusal not-signed-in or not-allowed once they may no longer */
  readonly callerNow: () => Promise<Caller>;
}

/** What a route does: read, change in one transaction, or answer by itself (streams, cookies). Exactly one of them. */
type Handling<P, Q, B, R> =
  | { readonly read: (input: RouteInput<P, Q, B>, database: Database) => Promise<R> | R; readonly change?: never; readonly respond?: never }
  | { readonly change: (tx: Tx, input: RouteInput<P, Q, B>) => Promise<R> | R; readonly read?: never; readonly respond?: never }
  | {
      readonly respond: (input: RouteInput<P, Q, B> & Answering, database: Database) => Promise<void> | void;
      readonly read?: never;
      readonly change?: never;
    };

/** A route as the API mounts it: with everything that OpenAPI, the checks and the tests need to know. */
export interface Route extends Described<z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined> {
  readonly access: Access;
  readonly kind: 'read' | 'change' | 'respond';
  readonly handling: Handling<unknown, unknown, unknown, unknown>;
}

type Answer<R> = R extends z.ZodType ? z.input<R> : string | void;

/**
 * Declares a route. server/api mounts it: authenticate → authorize (roles) → validate (zod) → one transaction → present.
 *
 * ```ts
 * defineRoute({
 *   method: 'post', path: '/api/orders/{id}/release', tag: 'Orders', summary: 'Releases an order to the floor',
 *   roles: ['planner'], params: z.object({ id: z.string() }), body: releaseSchema, response: orderSchema,
 *   change: async (tx, { params, body, caller }) => presentOrder(await releaseOrder(tx, { orderId: params.id, ...body })),
 * })
 * ```
 * Refusals are thrown (`Refusal`); they become problem+json. A `change` may be repeated with the same Idempotency-Key.
 */
export function defineRoute<P extends z.ZodType | undefined = undefined, Q extends z.ZodType | undefined = undefined, B extends z.ZodType | undefined = undefined, R extends z.ZodType | undefined = undefined>(
  declaration: Described<P, Q, B, R> & Access & Handling<Parsed<P>, Parsed<Q>, Parsed<B>, Answer<R>>,
): Route {
  const { roles, public: isPublic, erpToken, read, change, respond, ...described } = declaration;
  const access = isPublic === true ? { public: true as const } : { roles: roles!, ...(erpToken === undefined ? {} : { erpToken }) };
  const handling = (read ? { read } : change ? { change } : { respond }) as Route['handling'];
  return { ...described, access, kind: read ? 'read' : change ? 'change' : 'respond', handling };
}
