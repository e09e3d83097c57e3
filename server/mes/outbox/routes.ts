import { z } from 'zod';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';
import { policies } from '../policy.ts';
import { dismissEffect, refusedEffects, refusedEffectSchema, retryEffect } from './refused-effects.ts';

const params = z.object({ id: z.string().min(1).max(128) });
const tag = 'Operations';

export const outboxRoutes = (): Route[] => [
  defineRoute({
    method: 'get', path: '/api/refused-effects', tag, summary: 'Effects on the outside (engine, ERP, mail) that were refused for good, newest first', roles: ['engineer', 'planner'],
    response: z.object({ items: z.array(refusedEffectSchema) }),
    read: async (_input, { knex }) => ({ items: await refusedEffects(knex) }),
  }),
  defineRoute({
    method: 'post', path: '/api/refused-effects/{id}/retry', tag, summary: 'Sends it once more', roles: policies['effects.retry'].roles, params, status: 202, response: z.object({ id: z.string() }),
    change: async (tx, { params: { id } }) => {
      await retryEffect(tx, id);
      return { id };
    },
  }),
  defineRoute({
    method: 'post', path: '/api/refused-effects/{id}/dismiss', tag, summary: 'Takes it off the list: settled by hand', roles: policies['effects.dismiss'].roles, params,
    body: z.strictObject({ reason: z.string().trim().min(3).max(400) }), response: z.object({ id: z.string() }),
    change: async (tx, { params: { id }, body }) => {
      await dismissEffect(tx, id, body.reason);
      return { id };
    },
  }),
];
