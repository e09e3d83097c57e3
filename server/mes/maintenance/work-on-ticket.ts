import { z } from 'zod';
import type { Tx } from '../../database/index.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { requirePolicy } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { addTicketEvent, lockTicket } from './ticket.ts';

const ttlMs = 7 * 24 * 60 * 60 * 1000;

/** What the form `ticket-close` gives. */
export const resolutionSchema = z.object({
  cause: z.string().min(1).max(64), action: z.string().min(1).max(4000),
  parts: z.array(z.object({ part: z.string().max(200), quantity: z.string().max(20) })).max(50).optional(),
  downtimeMinutes: z.number().int().min(0).optional(), note: z.string().max(4000).optional(),
});
export type Resolution = z.output<typeof resolutionSchema>;

/** Somebody is on it: the escalation ends. Again, by whomever, changes nothing. `by` is the name others read. */
export async function acknowledgeTicket(tx: Tx, { ticketId, by, via = {} }: { ticketId: string; by: string; via?: object }): Promise<{ ticketId: string }> {
  requirePolicy(tx, 'tickets.work');
  const ticket = await lockTicket(tx.knex, ticketId);
  if (ticket.status !== 'Open') return { ticketId };
  await tx.knex('ticket').where({ id: ticketId }).update({ status: 'Acknowledged', acknowledged_at: tx.now(), acknowledged_by: by });
  await addTicketEvent(tx, ticket, 'acknowledged', by, null, via);
  await enqueue(tx, {
    kind: 'engine', dedupeKey: `ticket-acknowledged:${ticketId}`,
    payload: { op: 'publish-message', name: 'ticket-acknowledged', correlationKey: ticketId, messageId: ticketId, ttlMs, variables: { acknowledgedBy: by } },
  });
  return { ticketId };
}

/** Nobody came in time. */
export async function escalateTicket(tx: Tx, { ticketId }: { ticketId: string }): Promise<{ ticketId: string; escalationLevel: number }> {
  const ticket = await lockTicket(tx.knex, ticketId);
  if (ticket.status !== 'Open') return { ticketId, escalationLevel: ticket.escalation_level };
  const escalationLevel = ticket.escalation_level + 1;
  await tx.knex('ticket').where({ id: ticketId }).update({ escalation_level: escalationLevel });
  await addTicketEvent(tx, ticket, 'escalated', 'Takt', null, { level: escalationLevel });
  return { ticketId, escalationLevel };
}

export async function addTicketNote(tx: Tx, { ticketId, by, text, via = {} }: { ticketId: string; by: string; text: string; via?: object }): Promise<{ ticketId: string }> {
  await addTicketEvent(tx, await lockTicket(tx.knex, ticketId), 'note', by, text, via);
  return { ticketId };
}

/** Books what was found and done; the ticket is closed with it. @throws Refusal ticket-closed */
export async function resolveTicket(tx: Tx, { ticketId, by, resolution, via = {} }: { ticketId: string; by: string; resolution: Resolution; via?: object }): Promise<{ ticketId: string; closedBy: string }> {
  requirePolicy(tx, 'tickets.work');
  const ticket = await lockTicket(tx.knex, ticketId);
  if (ticket.status === 'Closed')
    throw new Refusal({ code: 'ticket-closed', status: 409, title: 'Ticket closed', detail: `${ticket.closed_by ?? 'Somebody'} closed ${ticketId} on ${ticket.closed_at ?? ''}.`, params: { ticketId, by: ticket.closed_by, at: ticket.closed_at } });
  await tx.knex('ticket').where({ id: ticketId }).update({ status: 'Closed', closed_at: tx.now(), closed_by: by, resolution: JSON.stringify(resolution) });
  await addTicketEvent(tx, ticket, 'closed', by, resolution.action, { ...via, resolution });
  return { ticketId, closedBy: by };
}

/** The process is through with the ticket: it is closed, if the form has not done so. */
export async function closeTicket(tx: Tx, { ticketId }: { ticketId: string }): Promise<{ ticketId: string }> {
  const ticket = await lockTicket(tx.knex, ticketId);
  if (ticket.status === 'Closed') return { ticketId };
  await tx.knex('ticket').where({ id: ticketId }).update({ status: 'Closed', closed_at: tx.now(), closed_by: 'Takt' });
  await addTicketEvent(tx, ticket, 'closed', 'Takt');
  return { ticketId };
}
