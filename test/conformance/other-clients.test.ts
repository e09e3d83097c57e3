import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { ZBClient } from 'zeebe-node';
import { openEngine } from '../../server/engine/index.ts';
import type { Engine } from '../../server/engine/index.ts';
import { startGateway } from '../../server/gateway/index.ts';
import type { Gateway } from '../../server/gateway/index.ts';
import { findZeebe } from '../support/zeebe-distribution.ts';
import { end, job, process as diagram, SCOPE, start } from './diagram.ts';

const xml = diagram('weighing', [start(), job('weigh', { type: 'weigh' }), end()], 'start -> weigh -> end').xml.replaceAll(SCOPE, '');

describe('other Zeebe clients on the embedded gateway', () => {
  let dataDir: string;
  let engine: Engine;
  let gateway: Gateway;
  let file: string;

  beforeEach(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'takt-clients-'));
    file = path.join(dataDir, 'weighing.bpmn');
    writeFileSync(file, xml);
    engine = await openEngine({ dataDir: path.join(dataDir, 'engine') });
    gateway = await startGateway({ engine, host: '127.0.0.1', port: 0, restPort: 0 });
  });
  afterEach(async () => {
    await gateway.close();
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('zeebe-node 8.3.2 deploys, creates an instance and works on its job', async () => {
    const client = new ZBClient(`127.0.0.1:${gateway.grpcPort}`, { loglevel: 'NONE', longPoll: 2_000, useTLS: false });
    try {
      await client.deployProcess(file);
      const worker = client.createWorker({
        taskType: 'weigh',
        taskHandler: (task) => task.complete({ weight: Number(task.variables.target) + 1 }),
      });
      const result = await client.createProcessInstanceWithResult({ bpmnProcessId: 'weighing', variables: { target: 10 } });
      expect(result.variables).to.deep.equal({ target: 10, weight: 11 });
      await worker.close(1_000);
    } finally {
      await client.close(1_000);
    }
  });

  it("zbctl, Zeebe's own command line, deploys, creates an instance and works on its job", async function () {
    const distribution = findZeebe();
    if ('missing' in distribution) {
      console.log(`    skipped: ${distribution.missing}`);
      return this.skip();
    }
    const zbctl = async (...args: string[]): Promise<unknown> => {
      const { stdout } = await promisify(execFile)(path.join(distribution.home, 'bin/zbctl'), ['--insecure', '--address', `127.0.0.1:${gateway.grpcPort}`, ...args], {
        env: { HOME: dataDir, PATH: process.env.PATH },
      });
      return stdout.trimStart().startsWith('{') ? (JSON.parse(stdout) as unknown) : stdout;
    };
    expect(await zbctl('status')).to.contain('Partition 1 : Leader, Healthy');
    const deployed = (await zbctl('deploy', 'resource', file)) as { deployments: { process: { bpmnProcessId: string; version: number } }[] };
    expect(deployed.deployments[0]?.process).to.include({ bpmnProcessId: 'weighing', version: 1 });
    const instance = (await zbctl('create', 'instance', 'weighing', '--variables', '{"target":10}')) as { processInstanceKey: string };
    const activated = (await zbctl('activate', 'jobs', 'weigh')) as { jobs: { key: string; variables: string; processInstanceKey: string }[] };
    expect(activated.jobs).to.have.length(1);
    expect(activated.jobs[0]).to.include({ processInstanceKey: instance.processInstanceKey, variables: '{"target":10}' });
    await zbctl('complete', 'job', activated.jobs[0]!.key, '--variables', '{"weight":11}');
    const refusal = await zbctl('cancel', 'instance', instance.processInstanceKey).then(() => '', (error: { stderr: string }) => error.stderr);
    expect(refusal).to.contain('NotFound');
  });
});
