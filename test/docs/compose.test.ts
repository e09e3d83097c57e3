import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { ZBClient } from 'zeebe-node';
import { projectRoot } from '../../server/project-root.ts';
import { eventually } from '../support/eventually.ts';
import { startRecordSink } from '../support/record-sink.ts';
import { findZeebe } from '../support/zeebe-distribution.ts';
import { startZeebe } from '../support/zeebe.ts';

/** What server/records reads and what its barrier waits for. */
const NEEDED = ['PROCESS', 'PROCESS_INSTANCE', 'VARIABLE', 'JOB', 'USER_TASK', 'INCIDENT', 'MESSAGE'];

const file = (name: string): string => readFileSync(path.join(projectRoot(), name), 'utf8');

/** The exporter's variables in docker-compose.yml, with this address. */
function exporterVariables(url: string): Record<string, string> {
  const lines = file('docker-compose.yml').matchAll(/^ +(ZEEBE_BROKER_EXPORTERS_TAKT_\w+): "?([^"\n]*)"?$/gm);
  return { ...Object.fromEntries([...lines].map(([, name, value]) => [name!, value!])), ZEEBE_BROKER_EXPORTERS_TAKT_ARGS_URL: url };
}

describe('docker-compose.yml', () => {
  it("lets Zeebe's exporter send every kind of record that Takt needs", async function () {
    this.timeout(120_000);
    const distribution = findZeebe();
    if ('missing' in distribution) return this.skip();
    const sink = await startRecordSink();
    const zeebe = await startZeebe({ exporterVariables: exporterVariables(sink.url) });
    const client = new ZBClient(zeebe.grpcAddress, { loglevel: 'NONE' });
    try {
      await client.deployResource({ process: Buffer.from(file('workflows/quality/quality-hold/quality-hold.bpmn')), name: 'quality-hold.bpmn' });
      const variables = { targetType: 'lot', targetId: 'L1', reasonCode: 'damaged', reason: 'torn', orderId: '1', lotId: 'L1' };
      await client.createProcessInstance({ bpmnProcessId: 'quality-hold', variables });
      await client.createProcessInstance({ bpmnProcessId: 'quality-hold', variables });
      const [first, second] = await eventually('two jobs', async () => {
        const jobs = await client.activateJobs({ type: 'mes:place-hold', maxJobsToActivate: 2, timeout: 60_000, worker: 'test', requestTimeout: 1_000 });
        return jobs.length === 2 ? jobs : undefined;
      });
      await client.completeJob({ jobKey: first!.key, variables: { holdId: 'H1' } });
      await client.failJob({ jobKey: second!.key, retries: 0, errorMessage: 'broken', retryBackOff: 0 });
      await client.publishMessage({ name: 'barrier', correlationKey: '1', messageId: '1', timeToLive: 0, variables: {} });
      const arrived = (): string[] => NEEDED.filter((type) => sink.records.some(({ valueType, recordType }) => valueType === type && recordType === 'EVENT'));
      await eventually('all records', () => Promise.resolve(arrived().length === NEEDED.length), 20_000).catch(() => undefined);
      expect(arrived()).to.deep.equal(NEEDED);
    } finally {
      await client.close();
      await zeebe.stop();
      await sink.close();
    }
  });
});
