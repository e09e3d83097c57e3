import type { Tx } from '../../database/index.ts';
import { enqueue } from '../outbox/index.ts';
import type { EnginePayload } from '../outbox/index.ts';

/** How long the engine keeps the message while a ticket that is just being closed still stands in its way. */
const ttlMs = 10_000;

/**
 * A machine reports a fault: starts the maintenance-ticket process, or, while a ticket of this machine is open, adds to that one,
 * so that a flickering alarm is one ticket. Once per tag and moment.
 */
export async function raiseFault(tx: Tx, { equipmentId, tagId, since }: { equipmentId: string; tagId: string; since: string }): Promise<void> {
  const faultId = `${tagId}@${since}`;
  tx.live('notifications', { kind: 'machine-fault', equipmentId, faultId, since });
  tx.audit('machine-fault', { type: 'equipment', id: equipmentId }, { faultId, since });
  const open = (await tx.knex('ticket').where({ equipment_id: equipmentId }).whereNot({ status: 'Closed' }).first('id')) as { id: string } | undefined;
  if (open !== undefined) {
    await tx.knex('ticket_event').insert({ id: tx.newId(), ticket_id: open.id, kind: 'fault-again', at: since, by: 'system', text: null, details: JSON.stringify({ faultId }) });
    tx.live('tickets', { id: open.id });
    return;
  }
  const payload: EnginePayload = {
    op: 'publish-message', name: 'machine-fault', correlationKey: equipmentId, messageId: faultId, ttlMs,
    variables: { equipmentId, fault: tagId, faultId, severity: 'High', since },
  };
  await enqueue(tx, { kind: 'engine', dedupeKey: `machine-fault:${faultId}`, payload });
}
