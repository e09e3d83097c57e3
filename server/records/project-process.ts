import type { z } from 'zod';
import type { Projection } from './projector.ts';
import type { values } from './record.ts';

/** A deployed version of a process, with its diagram. */
export async function projectProcess({ tx, at }: Projection, value: z.infer<typeof values.PROCESS>): Promise<void> {
  const row = {
    key: value.processDefinitionKey, bpmn_process_id: value.bpmnProcessId, version: value.version, resource_name: value.resourceName,
    xml: Buffer.from(value.resource, 'base64').toString('utf8'), checksum: value.checksum, deployed_at: at,
  };
  await tx.knex('process_definition').insert(row).onConflict('key').ignore();
  tx.live('processes', { bpmnProcessId: value.bpmnProcessId, version: value.version });
}
