import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../refusal.ts';

export const ticketLinkSecret = 'ticket-links';
const validMs = 14 * 24 * 60 * 60 * 1000;

/** What a link in a mail stands for: one ticket, for a time. */
export interface TicketLink {
  readonly ticketId: string;
  /** Names this link; what was done with it is found by it. */
  readonly linkId: string;
  readonly expiresAt: number;
}

/** A signed link to one ticket; whoever has it may acknowledge, ask and close, without an account. */
export function signTicketLink(secret: string, ticketId: string, now: string): string {
  const payload = Buffer.from(JSON.stringify([ticketId, randomBytes(9).toString('base64url'), Date.parse(now) + validMs])).toString('base64url');
  return `${payload}.${signature(secret, payload)}`;
}

/** @throws Refusal link-invalid or link-expired */
export function openTicketLink(secret: string, token: string, now: string): TicketLink {
  const [payload = '', given = ''] = token.split('.');
  const expected = Buffer.from(signature(secret, payload));
  const actual = Buffer.from(given);
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
    throw new Refusal({ code: 'link-invalid', status: 404, title: 'Link not valid', detail: 'This link was changed on its way or is not from this plant.', nextStep: 'Open the link in the mail again.' });
  const [ticketId, linkId, expiresAt] = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as [string, string, number];
  if (Date.parse(now) > expiresAt)
    throw new Refusal({ code: 'link-expired', status: 403, title: 'Link expired', detail: `This link was valid until ${new Date(expiresAt).toISOString()}.`, nextStep: 'Sign in to see the ticket.', params: { ticketId } });
  return { ticketId, linkId, expiresAt };
}

function signature(secret: string, payload: string): string {
  return createHmac('sha256', secret).update(`ticket-link:${payload}`).digest('base64url');
}
