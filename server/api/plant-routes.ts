import { z } from 'zod';
import { defineRoute } from '../mes/http/index.ts';
import type { Role, Route } from '../mes/http/index.ts';
import { roleSchema } from '../mes/http/index.ts';

export interface PartHealth {
  readonly status: 'up' | 'down' | 'off';
  readonly detail?: string;
}

export type ReadHealth = () => Promise<Readonly<Record<string, PartHealth>>>;

export interface Demo {
  readonly users: readonly { readonly username: string; readonly password: string; readonly roles: readonly Role[]; readonly name?: string }[];
  readonly simulated: readonly string[];
}

/** What is up; degraded answers 503, so that a balancer sees it. */
export function healthRoute(readHealth: ReadHealth): Route {
  return defineRoute({
    method: 'get', path: '/api/health', tag: 'Operations', summary: 'What is up', public: true,
    response: z.object({ status: z.enum(['up', 'degraded']), parts: z.record(z.string(), z.object({ status: z.enum(['up', 'down', 'off']), detail: z.string().optional() })) }),
    respond: async ({ response }) => {
      const parts = await readHealth();
      const degraded = Object.values(parts).some(({ status }) => status === 'down');
      response.status(degraded ? 503 : 200).set('cache-control', 'no-store').json({ status: degraded ? 'degraded' : 'up', parts });
    },
  });
}

export function demoRoute(demo: Demo): Route {
  return defineRoute({
    method: 'get', path: '/api/demo', tag: 'Operations', summary: 'The demo plant\'s people and simulated machines', public: true,
    response: z.object({
      users: z.array(z.object({ username: z.string(), password: z.string(), roles: z.array(roleSchema), name: z.string().optional() })), simulated: z.array(z.string()),
    }),
    read: () => ({ users: demo.users.map(({ roles, ...user }) => ({ ...user, roles: [...roles] })), simulated: [...demo.simulated] }),
  });
}
