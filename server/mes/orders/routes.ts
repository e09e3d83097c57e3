import { z } from 'zod';
import type { Tx } from '../../database/index.ts';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';
import { policies } from '../policy.ts';
import { cancelOrder } from './cancel-order.ts';
import { createOrder } from './create-order.ts';
import { importOrdersCsv } from './import-csv.ts';
import { getOrder, listOrders } from './list-orders.ts';
import { getOrderRow } from './order.ts';
import { pauseOrder, resumeOrder } from './pause-order.ts';
import { readinessOf } from './readiness.ts';
import { releaseOrder } from './release-order.ts';
import { newOrderSchema, orderDetailSchema, orderItemSchema, orderPatchSchema, orderStatusSchema, readinessSchema, reasonSchema, releaseSchema } from './schema.ts';
import { updateOrder } from './update-order.ts';

const params = z.object({ id: z.string().min(1).max(128) });
const tag = 'Orders';
const statusList = z.string().transform((text) => text.split(',')).pipe(z.array(orderStatusSchema)).optional();

export function orderRoutes(): Route[] {
  const changed = (tx: Tx, id: string) => getOrder(tx.knex, id, tx.now());
  return [
    defineRoute({
      method: 'get', path: '/api/orders', tag, summary: 'Orders of the board, newest first', roles: 'signed-in',
      query: z.object({ status: statusList, q: z.string().max(128).optional(), cursor: z.string().max(128).optional() }),
      response: z.object({ items: z.array(orderItemSchema), nextCursor: z.string().optional() }),
      read: ({ query }, database) => listOrders(database.knex, query, database.now()),
    }),
    defineRoute({
      method: 'get', path: '/api/orders/{id}', tag, summary: 'One order with its requirements, operations, readiness and history', roles: 'signed-in',
      params, response: orderDetailSchema,
      read: ({ params: { id } }, database) => getOrder(database.knex, id, database.now()),
    }),
    defineRoute({
      method: 'get', path: '/api/orders/{id}/readiness', tag, summary: 'What stands between the order and its release', roles: 'signed-in',
      params, response: readinessSchema,
      read: async ({ params: { id } }, database) => (await readinessOf(database.knex, [await getOrderRow(database.knex, id)], database.now())).get(id)!,
    }),
    defineRoute({
      method: 'post', path: '/api/orders', tag, summary: 'Creates an order', roles: policies['orders.plan'].roles, body: newOrderSchema, response: orderDetailSchema, status: 201,
      change: async (tx, { body }) => await changed(tx, (await createOrder(tx, body)).order.id),
    }),
    defineRoute({
      method: 'post', path: '/api/orders/csv', tag, summary: 'Creates the orders of a CSV table, all or none', roles: policies['orders.plan'].roles,
      body: z.string().max(2_000_000), bodyType: 'text/csv', response: z.object({ created: z.array(z.string()), same: z.array(z.string()) }),
      change: (tx, { body }) => importOrdersCsv(tx, body),
    }),
    defineRoute({
      method: 'patch', path: '/api/orders/{id}', tag, summary: 'Changes due date, priority or, before release, quantity', roles: policies['orders.plan'].roles,
      params, body: orderPatchSchema, response: orderDetailSchema,
      change: async (tx, { params: { id }, body }) => await changed(tx, (await updateOrder(tx, id, body)).id),
    }),
    defineRoute({
      method: 'post', path: '/api/orders/{id}/release', tag, summary: 'Releases the order to the floor and starts its process', roles: policies['orders.plan'].roles,
      params, body: releaseSchema, response: orderDetailSchema,
      change: async (tx, { params: { id }, body }) => await changed(tx, (await releaseOrder(tx, { orderId: id, ...body })).id),
    }),
    defineRoute({
      method: 'post', path: '/api/orders/{id}/cancel', tag, summary: 'Cancels the order and its process', roles: policies['orders.plan'].roles,
      params, body: reasonSchema, response: orderDetailSchema,
      change: async (tx, { params: { id }, body }) => await changed(tx, (await cancelOrder(tx, { orderId: id, ...body })).id),
    }),
    defineRoute({
      method: 'post', path: '/api/orders/{id}/pause', tag, summary: 'Stops work on the order', roles: policies['orders.plan'].roles,
      params, body: reasonSchema, response: orderDetailSchema,
      change: async (tx, { params: { id }, body }) => await changed(tx, (await pauseOrder(tx, { orderId: id, ...body })).id),
    }),
    defineRoute({
      method: 'post', path: '/api/orders/{id}/resume', tag, summary: 'Lets work on a paused order go on', roles: policies['orders.plan'].roles,
      params, response: orderDetailSchema,
      change: async (tx, { params: { id } }) => await changed(tx, (await resumeOrder(tx, { orderId: id })).id),
    }),
  ];
}
