import type { Knex } from 'knex';
import { z } from 'zod';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';
import { policies } from '../policy.ts';
import { notFound } from '../refusal.ts';
import { detailsOf, holdTargets } from './hold.ts';
import type { HoldRow } from './hold.ts';
import { requestHold } from './request-hold.ts';

const holdSchema = z.object({
  id: z.string(), targetType: z.enum(holdTargets), targetId: z.string(), reasonCode: z.string(), reason: z.string(),
  placedBy: z.string(), placedByName: z.string(), placedAt: z.string(), releasedBy: z.string().nullable(), releasedByName: z.string().nullable(), releasedAt: z.string().nullable(),
  disposition: z.enum(['Release', 'Scrap']).nullable(), comment: z.string().nullable(), processInstanceKey: z.string().nullable(), jobOrderId: z.string().nullable(),
  /** The open task in which it is decided. */
  taskKey: z.string().nullable(),
});

async function present(knex: Knex, rows: readonly HoldRow[]): Promise<z.output<typeof holdSchema>[]> {
  const people = [...new Set(rows.flatMap((row) => [row.placed_by, row.released_by ?? row.placed_by]))];
  const names = new Map(((await knex('person').whereIn('id', people).select('id', 'name')) as { id: string; name: string }[]).map(({ id, name }) => [id, name]));
  const tasks = (await knex('user_task').whereIn('hold_id', rows.map(({ id }) => id)).where({ status: 'created' }).select('key', 'hold_id')) as { key: string; hold_id: string }[];
  const taskOf = new Map(tasks.map((task) => [task.hold_id, task.key]));
  const nameOf = (id: string) => names.get(id) ?? (id === 'system' ? 'Takt' : id);
  return rows.map((row) => ({
    id: row.id, targetType: row.target_type, targetId: row.target_id, reasonCode: row.reason_code, reason: row.reason,
    placedBy: row.placed_by, placedByName: nameOf(row.placed_by), placedAt: row.placed_at,
    releasedBy: row.released_by, releasedByName: row.released_by === null ? null : nameOf(row.released_by), releasedAt: row.released_at,
    disposition: row.disposition, comment: detailsOf(row).comment ?? null, processInstanceKey: row.process_instance_key, jobOrderId: row.job_order_id, taskKey: taskOf.get(row.id) ?? null,
  }));
}

async function getHold(knex: Knex, id: string): Promise<z.output<typeof holdSchema>> {
  const row = await knex<HoldRow>('hold').where({ id }).first();
  if (row === undefined) throw notFound('hold', id);
  return (await present(knex, [row]))[0]!;
}

export const qualityRoutes = (): Route[] => [
  defineRoute({
    method: 'get', path: '/api/holds', tag: 'Quality', summary: 'Holds, newest first', roles: 'signed-in',
    query: z.object({ active: z.enum(['true', 'false']).optional(), targetType: z.enum(holdTargets).optional(), targetId: z.string().optional(), cursor: z.string().optional() }),
    response: z.object({ items: z.array(holdSchema), nextCursor: z.string().optional() }),
    read: async ({ query }, { knex }) => {
      const limit = 100;
      const rows = await knex<HoldRow>('hold').orderBy('id', 'desc').limit(limit + 1).modify((select) => {
        if (query.active === 'true') void select.whereNull('released_at');
        if (query.active === 'false') void select.whereNotNull('released_at');
        if (query.targetType !== undefined) void select.where({ target_type: query.targetType });
        if (query.targetId !== undefined) void select.where({ target_id: query.targetId });
        if (query.cursor !== undefined) void select.where('id', '<', query.cursor);
      });
      const page = rows.slice(0, limit);
      return { items: await present(knex, page), ...(rows.length > limit ? { nextCursor: page.at(-1)!.id } : {}) };
    },
  }),
  defineRoute({
    method: 'get', path: '/api/holds/{id}', tag: 'Quality', summary: 'A hold', roles: 'signed-in', params: z.object({ id: z.string() }), response: holdSchema,
    read: ({ params }, { knex }) => getHold(knex, params.id),
  }),
  defineRoute({
    method: 'post', path: '/api/holds', tag: 'Quality', summary: 'Places a hold, which an inspector then decides', roles: policies['holds.place'].roles, status: 201,
    body: z.object({ targetType: z.enum(holdTargets), targetId: z.string().min(1).max(128), reasonCode: z.string().min(1).max(64).default('manual'), reason: z.string().min(3).max(2000) }),
    response: holdSchema,
    change: async (tx, { body }) => await getHold(tx.knex, (await requestHold(tx, body)).holdId),
  }),
];
