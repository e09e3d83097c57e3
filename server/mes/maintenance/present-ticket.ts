import type { Knex } from 'knex';
import type { z } from 'zod';
import { findEquipment } from '../equipment/equipment.ts';
import { notFound } from '../refusal.ts';
import type { TicketView, ticketDetailSchema } from './schema.ts';
import type { TicketRow } from './ticket.ts';

interface EventRow {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly by: string;
  readonly text: string | null;
  readonly details: string;
}

export async function presentTickets(knex: Knex, rows: readonly TicketRow[]): Promise<TicketView[]> {
  const equipment = await findEquipment(knex, rows.map((row) => row.equipment_id).filter((id) => id !== null));
  const tasks = (await knex('user_task').whereIn('ticket_id', rows.map(({ id }) => id)).where({ status: 'created' }).select('key', 'ticket_id')) as { key: string; ticket_id: string }[];
  const taskOf = new Map(tasks.map((task) => [task.ticket_id, task.key]));
  return rows.map((row) => ({
    id: row.id, equipmentId: row.equipment_id, equipmentName: equipment.get(row.equipment_id ?? '')?.name ?? null, severity: row.severity, type: row.type, title: row.title,
    description: row.description, status: row.status, oeeImpact: row.oee_impact, openedAt: row.opened_at, openedBy: row.opened_by, acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by, closedAt: row.closed_at, closedBy: row.closed_by,
    resolution: row.resolution === null ? null : (JSON.parse(row.resolution) as Record<string, unknown>), escalationLevel: row.escalation_level, taskKey: taskOf.get(row.id) ?? null,
  }));
}

/** A ticket with all that happened, and the last tickets of the same machine. @throws Refusal unknown-ticket */
export async function getTicket(knex: Knex, id: string): Promise<z.output<typeof ticketDetailSchema>> {
  const row = await knex<TicketRow>('ticket').where({ id }).first();
  if (row === undefined) throw notFound('ticket', id);
  const events = (await knex('ticket_event').where({ ticket_id: id }).orderBy('id')) as EventRow[];
  const before = row.equipment_id === null ? [] : await knex<TicketRow>('ticket').where({ equipment_id: row.equipment_id }).whereNot({ id }).orderBy('opened_at', 'desc').limit(5);
  const [ticket, ...history] = await presentTickets(knex, [row, ...before]);
  return {
    ...ticket!, history,
    events: events.map((event) => ({ id: event.id, kind: event.kind, at: event.at, by: event.by, text: event.text, details: JSON.parse(event.details) as Record<string, unknown> })),
  };
}
