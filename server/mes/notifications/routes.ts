import type { Knex } from 'knex';
import { z } from 'zod';
import { defineRoute, mayActAs } from '../http/index.ts';
import type { Role, Route } from '../http/index.ts';
import { refusedEffects } from '../outbox/refused-effects.ts';
import { notFound } from '../refusal.ts';

const noticeSchema = z.object({ id: z.string(), kind: z.enum(['ticket', 'hold', 'incident', 'effect']), at: z.string(), code: z.string(), params: z.record(z.string(), z.unknown()) });
type Notice = z.output<typeof noticeSchema>;

const mailSchema = z.object({ id: z.string(), to: z.string(), subject: z.string(), createdAt: z.string(), sentAt: z.string().nullable(), status: z.string(), ticketId: z.string().nullable() });
const mailDetailSchema = mailSchema.extend({ html: z.string().nullable(), text: z.string() });

interface MailRow {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string | null;
  readonly text: string;
  readonly ticket_id: string | null;
  readonly created_at: string;
  readonly sent_at: string | null;
  readonly status: string;
}

const presentMail = (row: MailRow) => ({ id: row.id, to: row.to, subject: row.subject, createdAt: row.created_at, sentAt: row.sent_at, status: row.status, ticketId: row.ticket_id });

export const notificationRoutes = (): Route[] => [
  defineRoute({
    method: 'get', path: '/api/notifications', tag: 'Notifications', summary: 'What waits for the caller\'s roles, newest first', roles: 'signed-in', response: z.object({ items: z.array(noticeSchema) }),
    read: async ({ caller }, { knex }) => ({ items: await noticesFor(knex, caller.roles) }),
  }),
  defineRoute({
    method: 'get', path: '/api/mail', tag: 'Notifications', summary: 'Mails that were or will be sent, newest first', roles: ['maintenance', 'supervisor', 'engineer'],
    response: z.object({ items: z.array(mailSchema) }),
    read: async (_input, { knex }) => ({ items: ((await knex('mail_message').orderBy('id', 'desc').limit(200)) as MailRow[]).map(presentMail) }),
  }),
  defineRoute({
    method: 'get', path: '/api/mail/{id}', tag: 'Notifications', summary: 'A mail', roles: ['maintenance', 'supervisor', 'engineer'], params: z.object({ id: z.string() }), response: mailDetailSchema,
    read: async ({ params: { id } }, { knex }) => {
      const row = (await knex('mail_message').where({ id }).first()) as MailRow | undefined;
      if (row === undefined) throw notFound('mail', id);
      return { ...presentMail(row), html: row.html, text: row.text };
    },
  }),
];

async function noticesFor(knex: Knex, roles: readonly Role[]): Promise<Notice[]> {
  const notices: Notice[] = [];
  if (mayActAs(roles, ['maintenance', 'supervisor']))
    for (const row of (await knex('ticket').whereNot({ status: 'Closed' }).orderBy('opened_at', 'desc').limit(50)) as { id: string; opened_at: string; equipment_id: string; title: string; escalation_level: number; status: string }[])
      notices.push({ id: `ticket:${row.id}`, kind: 'ticket', at: row.opened_at, code: row.escalation_level > 0 ? 'ticket-escalated' : 'ticket-open', params: { ticketId: row.id, equipmentId: row.equipment_id, title: row.title, status: row.status } });
  if (mayActAs(roles, ['inspector', 'supervisor']))
    for (const row of (await knex('hold').whereNull('released_at').orderBy('placed_at', 'desc').limit(50)) as { id: string; placed_at: string; target_type: string; target_id: string; reason: string }[])
      notices.push({ id: `hold:${row.id}`, kind: 'hold', at: row.placed_at, code: 'hold-open', params: { holdId: row.id, targetType: row.target_type, targetId: row.target_id, reason: row.reason } });
  if (mayActAs(roles, ['engineer']))
    for (const row of (await knex('incident').where({ state: 'created' }).orderBy('created_at', 'desc').limit(50)) as { key: string; created_at: string; element_id: string; message: string }[])
      notices.push({ id: `incident:${row.key}`, kind: 'incident', at: row.created_at, code: 'incident-open', params: { key: row.key, elementId: row.element_id, message: row.message } });
  if (mayActAs(roles, ['engineer', 'planner']))
    for (const { id, at, ...effect } of (await refusedEffects(knex)).slice(0, 50))
      notices.push({ id: `effect:${id}`, kind: 'effect', at, code: effect.effect === 'complete-user-task' ? 'task-booked-but-refused' : 'effect-refused', params: { effectId: id, ...effect } });
  return notices.sort((a, b) => b.at.localeCompare(a.at));
}
