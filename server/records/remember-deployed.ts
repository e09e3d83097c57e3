import { createHash } from 'node:crypto';
import type { Database } from '../database/index.ts';

export interface Deployed {
  readonly key: string;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly resourceName: string;
}

/**
 * Keeps the diagrams that a deployment answered with. Usually the records say the same; but a new database on a cluster that knows the
 * diagrams already never hears of them again, because unchanged diagrams make no new records.
 */
export async function rememberDeployed(database: Database, deployed: readonly Deployed[], resources: readonly { readonly name: string; readonly content: Buffer }[]): Promise<void> {
  await database.transaction('system', async (tx) => {
    for (const { key, bpmnProcessId, version, resourceName } of deployed) {
      const content = resources.find(({ name }) => name === resourceName)?.content;
      if (content === undefined) continue;
      const row = {
        key, bpmn_process_id: bpmnProcessId, version, resource_name: resourceName, xml: content.toString('utf8'),
        checksum: createHash('md5').update(content).digest('base64'), deployed_at: tx.now(),
      };
      await tx.knex('process_definition').insert(row).onConflict('key').ignore();
    }
  });
}
