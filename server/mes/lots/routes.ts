import { z } from 'zod';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';
import { policies } from '../policy.ts';
import { genealogyOf } from './genealogy.ts';
import { lotHistory } from './history.ts';
import { getLot, listLots } from './list-lots.ts';
import { receiveLot } from './receive-lot.ts';
import { genealogySchema, lotDetailSchema, lotHistorySchema, lotItemSchema, lotPatchSchema, lotStatusSchema, receiveLotSchema } from './schema.ts';
import { updateLot } from './update-lot.ts';

const params = z.object({ id: z.string().min(1).max(128) });
const tag = 'Lots';
const statusList = z.string().transform((text) => text.split(',')).pipe(z.array(lotStatusSchema)).optional();

export function lotRoutes(): Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/lots', tag, summary: 'Lots by id', roles: 'signed-in',
      query: z.object({ materialId: z.string().max(128).optional(), status: statusList, q: z.string().max(128).optional(), cursor: z.string().max(128).optional() }),
      response: z.object({ items: z.array(lotItemSchema), nextCursor: z.string().optional() }),
      read: ({ query }, database) => listLots(database.knex, query, database.now()),
    }),
    defineRoute({
      method: 'get', path: '/api/lots/{id}', tag, summary: 'One lot with its sub-lots, holds and neighbours', roles: 'signed-in', params, response: lotDetailSchema,
      read: ({ params: { id } }, database) => getLot(database.knex, id, database.now()),
    }),
    defineRoute({
      method: 'get', path: '/api/lots/{id}/genealogy', tag, summary: 'All that went into the lot and all that it went into', roles: 'signed-in', params, response: genealogySchema,
      read: ({ params: { id } }, { knex }) => genealogyOf(knex, id),
    }),
    defineRoute({
      method: 'get', path: '/api/lots/{id}/history', tag, summary: 'What happened to the lot, oldest first', roles: 'signed-in', params, response: lotHistorySchema,
      read: ({ params: { id } }, { knex }) => lotHistory(knex, id),
    }),
    defineRoute({
      method: 'post', path: '/api/lots', tag, summary: 'Receives stock', roles: policies['stock.receive'].roles, body: receiveLotSchema, response: lotDetailSchema, status: 201,
      change: async (tx, { body }) => await getLot(tx.knex, await receiveLot(tx, body), tx.now()),
    }),
    defineRoute({
      method: 'patch', path: '/api/lots/{id}', tag, summary: 'Completes or corrects a lot', roles: policies['stock.correct'].roles, params, body: lotPatchSchema, response: lotDetailSchema,
      change: async (tx, { params: { id }, body }) => await getLot(tx.knex, await updateLot(tx, id, body), tx.now()),
    }),
  ];
}
