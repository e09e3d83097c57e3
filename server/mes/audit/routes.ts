import { z } from 'zod';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';

interface AuditRow {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly source: string;
  readonly action: string;
  readonly target_type: string;
  readonly target_id: string;
  readonly details: string;
}

const pageSize = 100;
const text = z.string().min(1).max(128).optional();
const time = z.iso.datetime({ offset: true }).transform((given) => new Date(given).toISOString()).optional();

const entrySchema = z.object({
  id: z.string(), at: z.string(), actor: z.string(),
  /** Name of the person; null for the plant itself, the ERP and links in mails. */
  actorName: z.string().nullable(),
  source: z.string(), action: z.string(), targetType: z.string(), targetId: z.string(), details: z.unknown(),
});

export const auditRoutes = (): Route[] => [
  defineRoute({
    method: 'get', path: '/api/audit', tag: 'Operations', summary: 'Who did what, newest first', roles: ['admin', 'supervisor'],
    query: z.object({ actor: text, action: text, targetType: text, targetId: text, from: time, until: time, cursor: text }),
    response: z.object({ items: z.array(entrySchema), nextCursor: z.string().optional() }),
    read: async ({ query }, { knex }) => {
      const rows: AuditRow[] = await knex<AuditRow>('audit_entry').orderBy('id', 'desc').limit(pageSize + 1).modify((select) => {
        const { actor, action, targetType, targetId, from, until, cursor } = query;
        if (actor !== undefined) void select.where({ actor });
        if (action !== undefined) void select.where({ action });
        if (targetType !== undefined) void select.where({ target_type: targetType });
        if (targetId !== undefined) void select.where({ target_id: targetId });
        if (from !== undefined) void select.where('at', '>=', from);
        if (until !== undefined) void select.where('at', '<', until);
        if (cursor !== undefined) void select.where('id', '<', cursor);
      });
      const page = rows.slice(0, pageSize);
      const people = (await knex('person').whereIn('id', [...new Set(page.map(({ actor }) => actor))]).select('id', 'name')) as { id: string; name: string }[];
      const names = new Map(people.map(({ id, name }) => [id, name]));
      return {
        items: page.map((row) => ({
          id: row.id, at: row.at, actor: row.actor, actorName: names.get(row.actor) ?? null, source: row.source, action: row.action, targetType: row.target_type, targetId: row.target_id,
          details: JSON.parse(row.details) as unknown,
        })),
        ...(rows.length > pageSize ? { nextCursor: page.at(-1)!.id } : {}),
      };
    },
  }),
];
