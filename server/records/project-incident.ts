import type { z } from 'zod';
import type { Projection } from './projector.ts';
import { none } from './record.ts';
import type { values } from './record.ts';

/** What stands still because something is wrong, until somebody resolves it. */
export async function projectIncident({ tx, at }: Projection, key: string, intent: string, value: z.infer<typeof values.INCIDENT>): Promise<void> {
  if (intent === 'CREATED')
    await tx.knex('incident').insert({
      key, process_instance_key: value.processInstanceKey, element_instance_key: value.elementInstanceKey, element_id: value.elementId,
      job_key: value.jobKey === none ? null : value.jobKey, error_type: value.errorType, message: value.errorMessage, state: 'created', created_at: at,
    }).onConflict('key').ignore();
  else if (intent === 'RESOLVED') await tx.knex('incident').where({ key }).update({ state: 'resolved', resolved_at: at });
  else if (intent === 'MIGRATED') await tx.knex('incident').where({ key }).update({ element_id: value.elementId });
  else return;
  tx.live('incidents', { key, processInstanceKey: value.processInstanceKey, state: intent === 'RESOLVED' ? 'resolved' : 'created' });
}
