import { z } from 'zod';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';
import { shortageSchema } from '../orders/schema.ts';
import { policies } from '../policy.ts';
import { importB2mml } from './import-b2mml.ts';
import { performanceOf } from './performance.ts';

const tag = 'ERP';
const imported = z.array(z.object({ type: z.enum(['material', 'lot', 'sublot', 'equipment', 'order']), id: z.string() }));

export function erpRoutes(): Route[] {
  return [
    defineRoute({
      method: 'post', path: '/api/erp/b2mml', tag, summary: 'Takes in a B2MML message (V0401, V0700): materials, lots, stock, production schedules', roles: policies['erp.import'].roles, erpToken: true,
      body: z.string().min(1), bodyType: 'application/xml',
      response: z.object({
        message: z.object({ type: z.string(), version: z.string(), sender: z.string().nullable(), createdAt: z.string().nullable() }),
        created: imported, updated: imported, outdated: imported, incomplete: imported, shortages: z.array(shortageSchema.extend({ orderId: z.string() })),
      }),
      change: (tx, { body }) => importB2mml(tx, body),
    }),
    defineRoute({
      method: 'get', path: '/api/orders/{id}/performance.b2mml', tag, summary: 'What was done for the order, as B2MML V0700 OperationsPerformance', roles: 'signed-in', erpToken: true,
      params: z.object({ id: z.string().min(1).max(128) }), responseType: 'application/xml',
      read: ({ params: { id } }, database) => performanceOf(database.knex, id, database.now()),
    }),
  ];
}
