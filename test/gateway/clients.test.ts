import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Zeebe } from '@camunda8/sdk';
import { expect } from 'chai';
import { ZBClient } from 'zeebe-node';
import { around, serviceTask } from '../engine/model/diagrams.ts';
import { findZeebe } from '../support/zeebe-distribution.ts';
import { serveGateway, type ServedGateway } from './served-gateway.ts';

const XML = around(serviceTask('node'));

describe('official clients on this gateway', () => {
  let gateway: ServedGateway;
  let folder: string;
  let file: string;
  before(async () => {
    gateway = await serveGateway();
    folder = mkdtempSync(path.join(tmpdir(), 'takt-clients-'));
    file = path.join(folder, 'process.bpmn');
    writeFileSync(file, XML);
  });
  after(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('@camunda8/sdk deploys, creates, works jobs by polling and by streaming', async () => {
    const client = new Zeebe.ZeebeGrpcClient({
      config: {
        ZEEBE_GRPC_ADDRESS: `grpc://127.0.0.1:${gateway.grpcPort}`, CAMUNDA_OAUTH_DISABLED: true, CAMUNDA_LOG_LEVEL: 'none',
        zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
      },
    });
    try {
      expect((await client.topology()).brokers).to.have.length(1);
      await client.deployResource({ processFilename: file });
      const worker = client.createWorker({ taskType: 'work', taskHandler: (job) => job.complete({ by: 'poll' }) });
      const polled = await client.createProcessInstanceWithResult({ bpmnProcessId: 'process', variables: { a: 1 } });
      expect(polled.variables).to.deep.equal({ a: 1, by: 'poll' });
      await worker.close();
      const stream = await client.streamJobs({ type: 'work', worker: 's', timeout: 60_000, taskHandler: (job) => job.complete({ by: 'stream' }), tenantIds: ['<default>'] });
      const streamed = await client.createProcessInstanceWithResult({ bpmnProcessId: 'process', variables: {} });
      expect(streamed.variables).to.deep.equal({ by: 'stream' });
      stream.close();
    } finally {
      await client.close();
    }
  });

  it('zeebe-node 8.3.2 deploys, creates, works jobs', async () => {
    const client = new ZBClient(`127.0.0.1:${gateway.grpcPort}`, { loglevel: 'NONE', useTLS: false, longPoll: 2_000 });
    try {
      await client.deployResource({ processFilename: file });
      client.createWorker({ taskType: 'work', taskHandler: (job) => job.complete({ by: 'zeebe-node' }), loglevel: 'NONE' });
      const result = await client.createProcessInstanceWithResult({ bpmnProcessId: 'process', variables: { b: 2 } });
      expect(result.variables).to.deep.equal({ b: 2, by: 'zeebe-node' });
    } finally {
      await client.close();
    }
  });

  it('zbctl deploys, creates, works jobs', async function () {
    const zbctl = findZbctl();
    if (zbctl === undefined) {
      console.log('      zbctl not found (set ZBCTL, or have a Zeebe distribution): skipped');
      this.skip();
    }
    const run = async (...args: string[]) => {
      const { stdout } = await promisify(execFile)(zbctl, ['--address', `127.0.0.1:${gateway.grpcPort}`, '--insecure', ...args]);
      return stdout;
    };
    expect(await run('status')).to.match(/Partition 1 : Leader, Healthy/);
    expect(JSON.parse(await run('deploy', 'resource', file))).to.have.nested.property('deployments[0].process.bpmnProcessId', 'process');
    const instance = JSON.parse(await run('create', 'instance', 'process', '--variables', '{"c":3}')) as { processInstanceKey: string };
    expect(instance.processInstanceKey).to.match(/^\d+$/);
    const { jobs } = JSON.parse(await run('activate', 'jobs', 'work', '--maxJobsToActivate', '5')) as { jobs: { key: string; variables: string }[] };
    expect(jobs.map(({ variables }) => JSON.parse(variables) as unknown)).to.deep.equal([{ c: 3 }]);
    await run('complete', 'job', jobs[0]!.key);
    const left = await run('cancel', 'instance', instance.processInstanceKey).catch((error: { stderr: string }) => error.stderr);
    expect(left).to.match(/NotFound.*no such process was found/);
  });
});

function findZbctl(): string | undefined {
  const given = process.env['ZBCTL'];
  if (given !== undefined && existsSync(given)) return given;
  const zeebe = findZeebe();
  const found = 'home' in zeebe ? path.join(zeebe.home, 'bin/zbctl') : undefined;
  return found !== undefined && existsSync(found) ? found : undefined;
}
