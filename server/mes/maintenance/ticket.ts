import type { Knex } from 'knex';
import type { Tx } from '../../database/index.ts';
import { notFound } from '../refusal.ts';

export interface TicketRow {
  id: string;
  equipment_id: string | null;
  severity: string;
  type: string;
  title: string;
  description: string;
  status: 'Open' | 'Acknowledged' | 'InRepair' | 'Closed';
  oee_impact: string | null;
  opened_at: string;
  opened_by: string;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  closed_at: string | null;
  closed_by: string | null;
  resolution: string | null;
  escalation_level: number;
  process_instance_key: string | null;
  dedupe_key: string | null;
}

export type TicketEventKind = 'opened' | 'mailed' | 'acknowledged' | 'escalated' | 'note' | 'closed';

/** @throws Refusal unknown-ticket */
export async function lockTicket(knex: Knex.Transaction, id: string): Promise<TicketRow> {
  const row = await knex<TicketRow>('ticket').where({ id }).forUpdate().first();
  if (row === undefined) throw notFound('ticket', id);
  return row;
}

/** Adds to the ticket's history and tells who looks at it. `by` is a person's name as others read it. */
export async function addTicketEvent(tx: Tx, ticket: Pick<TicketRow, 'id' | 'equipment_id'>, kind: TicketEventKind, by: string, text: string | null = null, details: unknown = {}): Promise<void> {
  await tx.knex('ticket_event').insert({ id: tx.newId(), ticket_id: ticket.id, kind, at: tx.now(), by, text, details: JSON.stringify(details) });
  tx.audit(`ticket.${kind}`, { type: 'ticket', id: ticket.id }, { by, text });
  for (const topic of ['tickets', `ticket:${ticket.id}`, ...(ticket.equipment_id === null ? [] : [`equipment:${ticket.equipment_id}`])]) tx.live(topic, { id: ticket.id, kind });
}

/** The next readable number, T-000001 on; the counter's row makes others wait. */
export async function nextTicketId(tx: Tx): Promise<string> {
  const name = 'ticket-number';
  const row = (await tx.knex('setting').where({ name }).forUpdate().first('value')) as { value: string } | undefined;
  const number = row === undefined ? 1 : Number(row.value) + 1;
  if (row === undefined) await tx.knex('setting').insert({ name, value: String(number) });
  else await tx.knex('setting').where({ name }).update({ value: String(number) });
  return `T-${String(number).padStart(6, '0')}`;
}

/** How others read who acted: the person's name. */
export async function actorName(tx: Tx): Promise<string> {
  const row = (await tx.knex('person').where({ id: tx.actor.personId }).first('name')) as { name: string } | undefined;
  return row?.name ?? (tx.actor.personId === 'system' ? 'Takt' : tx.actor.personId);
}
