import { z } from 'zod';
import type { Database } from '../../database/index.ts';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';
import { Refusal } from '../refusal.ts';
import { completeTask, SubmissionInvalid } from '../tasks/complete-task.ts';
import type { Library } from '../workflows/library.ts';
import { getTicket } from './present-ticket.ts';
import { ticketDetailSchema } from './schema.ts';
import { openTicketLink } from './ticket-link.ts';
import type { TicketLink } from './ticket-link.ts';
import { acknowledgeTicket, addTicketNote } from './work-on-ticket.ts';

const closeForm = 'ticket-close';
/** How long a close waits for the repair task that its own acknowledgement brings about. */
const waitMs = 8_000;
const notesMax = 20;

const answerSchema = z.object({ ticket: ticketDetailSchema.omit({ history: true }), form: z.unknown(), expiresAt: z.string() });
const params = z.object({ token: z.string().min(1).max(1000) });

const name = z.string().trim().min(2, 'Please give your name').max(100);
const actionSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('acknowledge'), name }),
  z.object({ action: z.literal('question'), name, values: z.object({ text: z.string().trim().min(1).max(4000) }) }),
  z.object({ action: z.literal('close'), name, values: z.record(z.string(), z.unknown()) }),
]);

/** What people with nothing but the mail do. @param secret `plantSecret(database, ticketLinkSecret)` */
export function ticketLinkRoutes(library: Library, secret: string): Route[] {
  const show = async (database: Database, { ticketId, expiresAt }: TicketLink) => {
    const { history: _, ...ticket } = await getTicket(database.knex, ticketId);
    return { ticket, form: library.forms.get(closeForm) ?? null, expiresAt: new Date(expiresAt).toISOString() };
  };
  return [
    defineRoute({
      method: 'get', path: '/api/ticket-links/{token}', tag: 'Maintenance', summary: 'The ticket of a link in a mail; changes nothing', public: true, params, response: answerSchema,
      read: ({ params: { token } }, database) => show(database, openTicketLink(secret, token, database.now())),
    }),
    defineRoute({
      method: 'post', path: '/api/ticket-links/{token}', tag: 'Maintenance', summary: 'Acknowledges, asks or closes by the link', public: true, params, body: actionSchema, response: answerSchema,
      respond: async ({ params: { token }, body, response }, database) => {
        const link = openTicketLink(secret, token, database.now());
        if (body.action === 'close') await close(database, library, link, body.name, body.values);
        else if (body.action === 'question') await ask(database, link, body.name, body.values.text);
        else await acknowledge(database, link, body.name);
        response.set('cache-control', 'no-store').json(answerSchema.parse(await show(database, link)));
      },
    }),
  ];
}

const actorOf = ({ linkId }: TicketLink) => ({ personId: `link:${linkId}`, roles: [], source: 'ticket-link' });

async function acknowledge(database: Database, link: TicketLink, by: string): Promise<void> {
  await database.transaction(actorOf(link), (tx) => acknowledgeTicket(tx, { ticketId: link.ticketId, by, via: { linkId: link.linkId } }));
}

async function ask(database: Database, link: TicketLink, by: string, text: string): Promise<void> {
  await database.transaction(actorOf(link), async (tx) => {
    const row = (await tx.knex('ticket_event').where({ ticket_id: link.ticketId, kind: 'note' }).count({ n: '*' }).first()) as { n: number | string } | undefined;
    if (Number(row?.n ?? 0) >= notesMax)
      throw new Refusal({ code: 'too-many-notes', status: 429, title: 'Too many notes', detail: `A ticket takes ${notesMax} notes by links.`, nextStep: 'Call the plant.' });
    await addTicketNote(tx, { ticketId: link.ticketId, by, text, via: { linkId: link.linkId } });
  });
}

async function close(database: Database, library: Library, link: TicketLink, by: string, values: Record<string, unknown>): Promise<void> {
  const errors = library.check(closeForm, values);
  if (errors.length > 0) throw new SubmissionInvalid(errors);
  await acknowledge(database, link, by);
  const key = await repairTask(database, link.ticketId);
  if (key === undefined) {
    const { status, closedBy, closedAt } = await getTicket(database.knex, link.ticketId);
    if (status === 'Closed')
      throw new Refusal({ code: 'ticket-closed', status: 409, title: 'Ticket closed', detail: `${closedBy ?? 'Somebody'} closed ${link.ticketId} on ${closedAt ?? ''}.`, params: { ticketId: link.ticketId, by: closedBy, at: closedAt } });
    throw new Refusal({ code: 'not-ready', status: 503, title: 'Not ready yet', detail: 'The ticket is acknowledged; its repair task is not there yet.', nextStep: 'Send it again in a minute; what you typed is kept.' });
  }
  await database.transaction(actorOf(link), (tx) => completeTask(tx, library, { key, values, person: { personId: `link:${link.linkId}`, roles: [] }, by }));
}

/** The open repair task of the ticket; waits until the process has come to it. */
async function repairTask(database: Database, ticketId: string): Promise<string | undefined> {
  const deadline = Date.now() + waitMs;
  for (;;) {
    const task = (await database.knex('user_task').where({ ticket_id: ticketId, form_id: closeForm }).orderBy('created_at', 'desc').first('key', 'status')) as { key: string; status: string } | undefined;
    if (task !== undefined) return task.status === 'created' ? task.key : undefined;
    if (Date.now() > deadline) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
