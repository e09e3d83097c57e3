import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Options } from 'express-rate-limit';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { defineRoute } from '../mes/http/index.ts';
import type { Caller, Route } from '../mes/http/index.ts';
import { personSchema, signIn, signInSchema } from '../mes/personnel/index.ts';
import { sessionCookie } from './authenticate.ts';
import { sendProblem } from './problem.ts';

const answerSchema = z.object({ person: personSchema.pick({ id: true, username: true, name: true, roles: true, locale: true }).nullable() });

const minuteMs = 60_000;

export interface SignInLimits {
  /** Refused sign-ins of one address in a minute. */
  readonly perMinute?: number;
  /** Refused sign-ins by PIN of one address in an hour: a PIN alone says who somebody is, and is short. */
  readonly pinsPerHour?: number;
  /** Refused sign-ins under one user name in a quarter of an hour, from wherever they come. */
  readonly perUsername?: number;
}

/** Signing in, out, and who one is. */
export function sessionRoutes({ perMinute = 20, pinsPerHour = 40, perUsername = 50 }: SignInLimits = {}): Route[] {
  const byAddress = (request: Request) => ipKeyGenerator(request.ip ?? '');
  const limits = [
    signInLimit({ windowMs: minuteMs, limit: perMinute, keyGenerator: byAddress }),
    signInLimit({ windowMs: 60 * minuteMs, limit: pinsPerHour, keyGenerator: byAddress, skip: (request) => !('pin' in bodyOf(request)) }),
    signInLimit({ windowMs: 15 * minuteMs, limit: perUsername, keyGenerator: (request) => String(bodyOf(request).username).trim().toLowerCase(), skip: (request) => !('username' in bodyOf(request)) }),
  ];
  return [
    defineRoute({
      method: 'post', path: '/api/session', tag: 'Session', summary: 'Signs in with user name and password, or with a PIN', public: true,
      body: signInSchema, response: answerSchema,
      respond: async ({ body, request, response }, database) => {
        for (const limit of limits) if (!(await passes(limit, request, response))) return;
        const person = await signIn(database, body);
        // A new id at sign-in: one that somebody planted before is worth nothing.
        await new Promise<void>((resolve, reject) => request.session.regenerate((error: unknown) => (error == null ? resolve() : reject(error as Error))));
        request.session.personId = person.id;
        request.session.credentials = person.credentials;
        await new Promise<void>((resolve, reject) => request.session.save((error: unknown) => (error == null ? resolve() : reject(error as Error))));
        response.set('cache-control', 'no-store').json(answerSchema.parse({ person }));
      },
    }),
    defineRoute({
      method: 'get', path: '/api/session', tag: 'Session', summary: 'Who is signed in; person is null when nobody is', public: true, response: answerSchema,
      read: ({ caller }) => ({ person: presentCaller(caller) }),
    }),
    defineRoute({
      method: 'delete', path: '/api/session', tag: 'Session', summary: 'Signs out', public: true,
      respond: async ({ request, response }) => {
        await new Promise<void>((resolve, reject) => request.session.destroy((error: unknown) => (error == null ? resolve() : reject(error as Error))));
        response.clearCookie(sessionCookie, { path: '/' }).status(204).end();
      },
    }),
  ];
}

function presentCaller(caller: Caller) {
  if (caller.source !== 'session') return null;
  const { personId: id, username, name, roles, locale } = caller;
  return { id, username, name, roles: [...roles], locale };
}

function bodyOf(request: Request): Record<string, unknown> {
  return request.body as Record<string, unknown>;
}

function signInLimit(options: Pick<Options, 'windowMs' | 'limit' | 'keyGenerator'> & Partial<Pick<Options, 'skip'>>): RequestHandler {
  return rateLimit({
    ...options, skipSuccessfulRequests: true, standardHeaders: 'draft-8', legacyHeaders: false,
    handler: (request, response) =>
      sendProblem(request, response, {
        type: '/problems/too-many-attempts', code: 'too-many-attempts', status: 429, title: 'Too many attempts',
        detail: 'Too many sign-ins were refused.', nextStep: 'Wait a while, then try again.',
      }),
  });
}

/** Whether the limit lets it pass; if not, it has answered. */
async function passes(limit: RequestHandler, request: Request, response: Response): Promise<boolean> {
  return await new Promise((resolve, reject) => {
    response.once('finish', () => resolve(false));
    void limit(request, response, (error?: unknown) => (error === undefined ? resolve(true) : reject(error as Error)));
  });
}
