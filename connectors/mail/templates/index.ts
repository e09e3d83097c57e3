import { ticketEscalated, ticketOpened } from './ticket.ts';

/** Every mail that a process can send, by name. */
export const templates = { 'ticket-opened': ticketOpened, 'ticket-escalated': ticketEscalated } as const;

export type TemplateName = keyof typeof templates;

export { render } from './template.ts';
export type { Locale } from './template.ts';
