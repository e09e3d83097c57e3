import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import session from 'express-session';
import type { SessionData } from 'express-session';
import type { RequestHandler } from 'express';
import type { Database } from '../database/index.ts';
import { anonymous } from '../mes/http/index.ts';
import type { Caller } from '../mes/http/index.ts';
import { findPerson } from '../mes/personnel/index.ts';
import { DatabaseSessionStore } from './session-store.ts';

declare module 'express-session' {
  interface SessionData {
    personId: string;
    /** Of the credentials it was opened with: a new password ends all earlier sessions. */
    credentials: string;
  }
}

export const sessionCookie = 'takt.sid';
const sessionMs = 12 * 60 * 60 * 1000;

export interface SessionOptions {
  readonly database: Database;
  readonly secret: string;
  /** Whether people come by https: the cookie is then sent over https alone. */
  readonly secure: boolean;
}

/** Server-side sessions: the cookie holds a random id, 12 hours from the last use. */
export function sessions({ database, secret, secure }: SessionOptions): { handler: RequestHandler; store: DatabaseSessionStore } {
  const store = new DatabaseSessionStore(database);
  const handler = session({
    name: sessionCookie, secret, store, resave: false, saveUninitialized: false, rolling: true,
    genid: () => randomBytes(32).toString('base64url'),
    cookie: { httpOnly: true, sameSite: 'lax', secure, maxAge: sessionMs, path: '/' },
  });
  return { handler, store };
}

/** Finds out who calls, anew at each request: somebody who was made inactive or lost a role is so at once. */
export async function callerOf(database: Database, request: { readonly headers: { readonly authorization?: string | undefined }; readonly session: Partial<SessionData> }, erpToken: string | undefined): Promise<Caller> {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined && erpToken !== undefined && sameSecret(bearer, erpToken))
    return { personId: 'erp', username: 'erp', name: 'ERP', roles: [], locale: 'en', source: 'erp-token' };
  const { personId, credentials } = request.session;
  if (personId === undefined || credentials === undefined) return anonymous;
  const person = await findPerson(database.knex, personId);
  if (person === undefined || !person.active || person.credentials !== credentials) return anonymous;
  return { personId, username: person.username, name: person.name, roles: person.roles, locale: person.locale, source: 'session' };
}

function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
