import { z } from 'zod';
import type { Database, Tx } from '../../database/index.ts';
import { findEquipment } from '../equipment/equipment.ts';
import type { Localized } from '../localized.ts';
import type { Role } from '../http/index.ts';
import { readSetting, secretIn, writeSetting } from '../settings/settings.ts';
import { addTicketEvent, actorName, nextTicketId } from './ticket.ts';
import type { TicketRow } from './ticket.ts';
import { signTicketLink, ticketLinkSecret } from './ticket-link.ts';

const settingsSchema = z.object({ publicUrl: z.string(), escalateAfter: z.string() });

/** Tells where links in mails lead to and how long a ticket may wait (ISO 8601); called at each start. */
export async function configureMaintenance(database: Database, settings: z.input<typeof settingsSchema>): Promise<void> {
  await database.transaction('system', (tx) => writeSetting(tx, 'maintenance', settings));
}

export interface OpenTicket {
  readonly equipmentId: string;
  readonly fault: string;
  /** Of the fault event: the same fault opens one ticket. */
  readonly faultId: string;
  readonly severity: string;
  /** ISO 8601 */
  readonly since: string;
  readonly processInstanceKey: string;
}

export interface OpenedTicket {
  readonly ticketId: string;
  readonly crewEmails: { email: string; locale: string }[];
  readonly supervisorEmails: { email: string; locale: string }[];
  /** Where a mail's reader acknowledges and closes, without an account. */
  readonly acknowledgeUrl: string;
  /** ISO 8601 duration */
  readonly escalateAfter: string;
  readonly equipmentName: string;
  readonly location: string;
  readonly calledBy: string;
  readonly description: string;
}

/** Opens the ticket of a fault, or takes the one that the caller has opened already, and gives what the mails need. */
export async function openTicket(tx: Tx, input: OpenTicket): Promise<OpenedTicket> {
  const dedupeKey = faultKey(input.faultId);
  const there = await tx.knex<TicketRow>('ticket').where({ dedupe_key: dedupeKey }).forUpdate().first();
  const ticket = there ?? (await addTicket(tx, { ...input, description: input.fault, openedBy: 'Takt' }));
  await tx.knex('ticket').where({ id: ticket.id }).update({ process_instance_key: input.processInstanceKey });
  const settings = (await readSetting(tx.knex, 'maintenance', settingsSchema)) ?? { publicUrl: 'http://localhost:8080', escalateAfter: 'PT15M' };
  const token = signTicketLink(await secretIn(tx, ticketLinkSecret), ticket.id, tx.now());
  const place = await placeOf(tx, input.equipmentId);
  return {
    ticketId: ticket.id, crewEmails: await recipients(tx, 'maintenance'), supervisorEmails: await recipients(tx, 'supervisor'),
    acknowledgeUrl: `${settings.publicUrl}/t/${token}`, escalateAfter: settings.escalateAfter,
    equipmentName: place.name, location: place.location, calledBy: ticket.opened_by, description: ticket.description,
  };
}

export const faultKey = (faultId: string) => `fault:${faultId}`;

export async function addTicket(
  tx: Tx,
  { equipmentId, fault, faultId, severity, since, description, openedBy }: Omit<OpenTicket, 'processInstanceKey'> & { description: string; openedBy?: string },
): Promise<TicketRow> {
  const row: TicketRow = {
    id: await nextTicketId(tx), equipment_id: equipmentId, severity, type: 'Reactive', title: fault.slice(0, 400), description, status: 'Open',
    oee_impact: severity === 'low' ? 'None' : 'Down', opened_at: since, opened_by: openedBy ?? (await actorName(tx)), acknowledged_at: null, acknowledged_by: null,
    closed_at: null, closed_by: null, resolution: null, escalation_level: 0, process_instance_key: null, dedupe_key: faultKey(faultId),
  };
  await tx.knex('ticket').insert(row);
  await addTicketEvent(tx, row, 'opened', row.opened_by, description, { fault, severity, since });
  return row;
}

async function recipients(tx: Tx, role: Role): Promise<{ email: string; locale: string }[]> {
  const rows = (await tx.knex('person').where({ active: 1 }).whereNotNull('email').orderBy('username').select('email', 'locale', 'roles')) as { email: string; locale: string; roles: string }[];
  return rows.filter(({ roles }) => (JSON.parse(roles) as string[]).includes(role)).map(({ email, locale }) => ({ email, locale }));
}

/** The equipment's name and the places it is in, outermost first. */
async function placeOf(tx: Tx, equipmentId: string): Promise<{ name: string; location: string }> {
  const text = (name: Localized) => name.en;
  const names: string[] = [];
  let own = equipmentId;
  let id: string | null = equipmentId;
  for (let depth = 0; id !== null && depth < 10; depth++) {
    const at = (await findEquipment(tx.knex, [id])).get(id);
    if (at === undefined) break;
    if (depth === 0) own = text(at.name);
    else names.unshift(text(at.name));
    id = at.parentId;
  }
  return { name: own, location: names.join(' › ') };
}
