import type { Tx } from '../../database/index.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { addTicket } from './open-ticket.ts';
import { actorName, addTicketEvent } from './ticket.ts';
import type { TicketRow } from './ticket.ts';

/** A machine has one running ticket: a fault while its ticket closes waits this long for the next. */
const ttlMs = 60_000;

export interface Fault {
  readonly equipmentId: string;
  readonly fault: string;
  readonly faultId: string;
  readonly severity: 'low' | 'medium' | 'high';
  /** ISO 8601 */
  readonly since: string;
  readonly description?: string;
}

/**
 * Calls maintenance to a machine: starts the maintenance-ticket process, or adds to the machine's open ticket. A person's
 * call has its ticket at once; a machine's gets it from the process.
 */
export async function reportFault(tx: Tx, fault: Fault): Promise<{ ticketId: string | null }> {
  const { equipmentId, faultId, severity, since } = fault;
  const byPerson = tx.actor.personId !== 'system';
  const open = await tx.knex<TicketRow>('ticket').where({ equipment_id: equipmentId }).whereNot({ status: 'Closed' }).orderBy('opened_at', 'desc').first();
  if (open !== undefined) {
    await addTicketEvent(tx, open, 'note', byPerson ? await actorName(tx) : 'Takt', fault.description ?? fault.fault, { faultId, severity, since });
    return { ticketId: open.id };
  }
  const ticket = byPerson ? await addTicket(tx, { ...fault, description: fault.description ?? fault.fault }) : null;
  await enqueue(tx, {
    kind: 'engine', dedupeKey: `machine-fault:${faultId}`,
    payload: { op: 'publish-message', name: 'machine-fault', correlationKey: equipmentId, messageId: faultId, ttlMs, variables: { equipmentId, fault: fault.fault, faultId, severity, since } },
  });
  return { ticketId: ticket?.id ?? null };
}
