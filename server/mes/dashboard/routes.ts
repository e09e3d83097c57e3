import type { Knex } from 'knex';
import { z } from 'zod';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';

const dashboardSchema = z.object({
  ordersByStatus: z.record(z.string(), z.number()), wip: z.number(), lateOrders: z.number(), openHolds: z.number(), openTickets: z.number(),
  equipmentStates: z.record(z.string(), z.number()), throughputToday: z.object({ completed: z.number() }),
});

/** Ends of an order's life: no longer late whatever the date. */
const ended = ['Completed', 'Closed', 'Cancelled'];

export const dashboardRoutes = (): Route[] => [
  defineRoute({
    method: 'get', path: '/api/dashboard', tag: 'KPI', summary: 'Is it running, will it ship, where does it hurt; today is the UTC day', roles: 'signed-in', response: dashboardSchema,
    read: async (_input, database) => {
      const { knex } = database;
      const now = database.now();
      const ordersByStatus = await countBy(knex, 'operations_request');
      return {
        ordersByStatus,
        wip: (ordersByStatus.Released ?? 0) + (ordersByStatus.InProgress ?? 0) + (ordersByStatus.Paused ?? 0),
        lateOrders: await count(knex('operations_request').whereNotIn('status', ended).where('due_date', '<', now)),
        openHolds: await count(knex('hold').whereNull('released_at')),
        openTickets: await count(knex('ticket').whereNot({ status: 'Closed' })),
        equipmentStates: await countBy(knex, 'equipment', 'state', ['WorkCenter', 'WorkUnit']),
        throughputToday: { completed: await count(knex('operations_request').whereIn('status', ['Completed', 'Closed']).where('completed_at', '>=', now.slice(0, 10))) },
      };
    },
  }),
];

async function count(query: Knex.QueryBuilder): Promise<number> {
  const row = (await query.count({ n: '*' }).first()) as { n: number | string } | undefined;
  return Number(row?.n ?? 0);
}

async function countBy(knex: Knex, table: string, column = 'status', levels?: readonly string[]): Promise<Record<string, number>> {
  const rows = (await knex(table).modify((select) => {
    if (levels !== undefined) void select.whereIn('level', [...levels]);
  }).groupBy(column).select({ word: column }).count({ n: '*' })) as { word: string; n: number | string }[];
  return Object.fromEntries(rows.map(({ word, n }) => [word, Number(n)]));
}
