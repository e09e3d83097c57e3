import { z } from 'zod';
import { getEquipment } from '../equipment/equipment.ts';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';
import { policies } from '../policy.ts';
import { getTicket, presentTickets } from './present-ticket.ts';
import { reportFault } from './report-fault.ts';
import { ticketDetailSchema, ticketSchema } from './schema.ts';
import { actorName } from './ticket.ts';
import type { TicketRow } from './ticket.ts';
import { acknowledgeTicket, addTicketNote } from './work-on-ticket.ts';

const params = z.object({ id: z.string().max(64) });

export const maintenanceRoutes = (): Route[] => [
  defineRoute({
    method: 'get', path: '/api/tickets', tag: 'Maintenance', summary: 'Tickets, newest first', roles: 'signed-in',
    query: z.object({ status: z.enum(['open', 'closed']).optional(), equipmentId: z.string().optional(), cursor: z.string().optional() }),
    response: z.object({ items: z.array(ticketSchema), nextCursor: z.string().optional() }),
    read: async ({ query }, { knex }) => {
      const limit = 100;
      const rows: TicketRow[] = await knex<TicketRow>('ticket').orderBy('id', 'desc').limit(limit + 1).modify((select) => {
        if (query.status === 'open') void select.whereNot({ status: 'Closed' });
        if (query.status === 'closed') void select.where({ status: 'Closed' });
        if (query.equipmentId !== undefined) void select.where({ equipment_id: query.equipmentId });
        if (query.cursor !== undefined) void select.where('id', '<', query.cursor);
      });
      const page = rows.slice(0, limit);
      return { items: await presentTickets(knex, page), ...(rows.length > limit ? { nextCursor: page.at(-1)!.id } : {}) };
    },
  }),
  defineRoute({
    method: 'get', path: '/api/tickets/{id}', tag: 'Maintenance', summary: 'A ticket with its history', roles: 'signed-in', params, response: ticketDetailSchema,
    read: ({ params: { id } }, { knex }) => getTicket(knex, id),
  }),
  defineRoute({
    method: 'post', path: '/api/tickets', tag: 'Maintenance', summary: 'Calls maintenance to a machine (Andon)', roles: 'signed-in', status: 201,
    body: z.object({ equipmentId: z.string().min(1).max(128), title: z.string().min(3).max(200), description: z.string().max(4000).optional(), severity: z.enum(['low', 'medium', 'high']).default('medium') }),
    response: ticketDetailSchema,
    change: async (tx, { body }) => {
      await getEquipment(tx.knex, body.equipmentId);
      const { ticketId } = await reportFault(tx, {
        equipmentId: body.equipmentId, fault: body.title, faultId: tx.newId(), severity: body.severity, since: tx.now(), ...(body.description === undefined ? {} : { description: body.description }),
      });
      return await getTicket(tx.knex, ticketId!);
    },
  }),
  defineRoute({
    method: 'post', path: '/api/tickets/{id}/acknowledge', tag: 'Maintenance', summary: 'Somebody is on it', roles: policies['tickets.work'].roles, params, response: ticketDetailSchema,
    change: async (tx, { params: { id } }) => {
      await acknowledgeTicket(tx, { ticketId: id, by: await actorName(tx) });
      return await getTicket(tx.knex, id);
    },
  }),
  defineRoute({
    method: 'post', path: '/api/tickets/{id}/notes', tag: 'Maintenance', summary: 'Adds to the ticket', roles: 'signed-in', params, status: 201,
    body: z.object({ text: z.string().trim().min(1).max(4000) }), response: ticketDetailSchema,
    change: async (tx, { params: { id }, body }) => {
      await addTicketNote(tx, { ticketId: id, by: await actorName(tx), text: body.text });
      return await getTicket(tx.knex, id);
    },
  }),
];
