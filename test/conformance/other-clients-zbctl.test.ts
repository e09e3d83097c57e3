import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { serveGateway, type ServedGateway } from '../gateway/served-gateway.ts';
import { eventually } from '../support/eventually.ts';
import { findZeebe } from '../support/zeebe-distribution.ts';
import { end, job, process as diagram, SCOPE, start } from './diagram.ts';

const DECISION = path.join(import.meta.dirname, 'gateway-calls/decision.dmn');

interface Activated { readonly jobs: readonly { readonly key: string; readonly variables: string; readonly retries: number; readonly processInstanceKey: string }[] }

/** Every command of Zeebe's command line that talks to a gateway. */
describe("zbctl, Zeebe's own command line, on the embedded gateway", () => {
  let folder: string;
  let file: string;
  let binary: string;
  let gateway: ServedGateway;

  before(async function () {
    const distribution = findZeebe();
    if ('missing' in distribution) {
      console.log(`    skipped: ${distribution.missing}`);
      return this.skip();
    }
    binary = path.join(distribution.home, 'bin/zbctl');
    folder = mkdtempSync(path.join(tmpdir(), 'takt-zbctl-'));
    file = path.join(folder, 'weighing.bpmn');
    writeFileSync(file, diagram('weighing', [start(), job('weigh', { type: 'weigh' }), end()], 'start -> weigh -> end').xml.replaceAll(SCOPE, ''));
    gateway = await serveGateway();
  });
  after(async () => {
    await gateway?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  const all = (args: readonly string[]) => ['--insecure', '--address', `127.0.0.1:${gateway.grpcPort}`, ...args];
  const environment = () => ({ HOME: folder, PATH: process.env.PATH });
  const zbctl = async <T = Record<string, unknown>>(...args: string[]): Promise<T> => {
    const { stdout } = await promisify(execFile)(binary, all(args), { env: environment() });
    return (stdout.trimStart().startsWith('{') ? JSON.parse(stdout) : stdout) as T;
  };
  const refusal = (...args: string[]) => zbctl(...args).then(() => '', (error: { stderr: string }) => error.stderr);
  const create = (...more: string[]) => zbctl<{ processInstanceKey: string; processDefinitionKey: string }>('create', 'instance', 'weighing', ...more);
  const activate = async () => (await zbctl<Activated>('activate', 'jobs', 'weigh', '--maxJobsToActivate', '1')).jobs[0]!;

  it('status and version', async () => {
    expect(await zbctl<string>('status')).to.contain('Cluster size: 1').and.contain('Gateway version: 8.5.8').and.contain('Partition 1 : Leader, Healthy');
    expect(await zbctl<string>('version')).to.contain('8.5.8');
  });

  it('deploy, deploy resource, evaluate decision, delete resource', async () => {
    expect(await zbctl('deploy', file)).to.have.nested.property('processes[0].bpmnProcessId', 'weighing');
    expect(await zbctl('deploy', 'resource', file)).to.have.nested.property('deployments[0].process.version', 1);
    const deployed = await zbctl<{ deployments: { decisionRequirements?: { decisionRequirementsKey: string } }[] }>('deploy', 'resource', DECISION);
    expect(await zbctl('evaluate', 'decision', 'size', '--variables', '{"weight":11}')).to.have.property('decisionOutput', '"large"');
    await zbctl('delete', 'resource', deployed.deployments.find(({ decisionRequirements }) => decisionRequirements)!.decisionRequirements!.decisionRequirementsKey);
    expect(await refusal('evaluate', 'decision', 'size')).to.contain('InvalidArgument').and.contain("no decision found for id 'size'");
    expect(await refusal('deploy', 'resource', path.join(folder, 'nothing.bpmn'))).to.contain('no such file');
  });

  it('create instance by id, by key and with a version, cancel instance', async () => {
    const first = await create('--variables', '{"target":10}', '--version', '1');
    const second = await zbctl<{ processInstanceKey: string }>('create', 'instance', first.processDefinitionKey);
    for (const { processInstanceKey } of [first, second]) await zbctl('cancel', 'instance', processInstanceKey);
    expect(await refusal('cancel', 'instance', first.processInstanceKey)).to.contain('NotFound').and.contain('no such process was found');
    expect(await refusal('create', 'instance', 'nothing')).to.contain("process ID 'nothing', but none found");
  });

  it('create instance --withResult', async () => {
    const waiting = zbctl<{ variables: string }>('create', 'instance', 'weighing', '--variables', '{"target":10}', '--withResult', '--requestTimeout', '20s');
    const { key } = await eventually('the job', activate);
    await zbctl('complete', 'job', key, '--variables', '{"weight":11}');
    expect(JSON.parse((await waiting).variables)).to.deep.equal({ target: 10, weight: 11 });
  });

  it('activate jobs, update retries and timeout, fail job, resolve incident, complete job', async () => {
    const { processInstanceKey } = await create('--variables', '{"target":10}');
    const taken = await activate();
    expect(taken).to.include({ processInstanceKey, variables: '{"target":10}' });
    await zbctl('update', 'timeout', taken.key, '--timeout', '60000');
    await zbctl('update', 'retries', taken.key, '--retries', '5');
    await zbctl('fail', 'job', taken.key, '--retries', '0', '--errorMessage', 'no scale');
    const incident = gateway.engine.records(0, 100_000).find(({ valueType, intent }) => valueType === 'INCIDENT' && intent === 'CREATED')!.key;
    expect(await refusal('resolve', 'incident', incident)).to.contain('has no retries left');
    await zbctl('update', 'retries', taken.key, '--retries', '2');
    await zbctl('resolve', 'incident', incident);
    const again = await activate();
    expect([again.key, again.retries]).to.deep.equal([taken.key, 2]);
    await zbctl('complete', 'job', again.key);
    expect(await refusal('complete', 'job', again.key)).to.contain('NotFound');
  });

  it('throwError job, set variables', async () => {
    const { processInstanceKey } = await create();
    await zbctl('set', 'variables', processInstanceKey, '--variables', '{"more":1}', '--local');
    const { key, variables } = await activate();
    expect(variables).to.equal('{"more":1}');
    await zbctl('throwError', 'job', key, '--errorCode', 'broken', '--errorMessage', 'why');
    expect(await refusal('complete', 'job', key)).to.contain("it is in state 'ERROR_THROWN'");
    await zbctl('cancel', 'instance', processInstanceKey);
  });

  it('publish message, broadcast signal', async () => {
    const message = ['publish', 'message', 'parcel', '--correlationKey', 'o1', '--messageId', 'once', '--ttl', '1m', '--variables', '{"a":1}'];
    expect(await zbctl(...message)).to.have.property('key');
    expect(await refusal(...message)).to.contain('AlreadyExists');
    expect(await zbctl('broadcast', 'signal', 'go', '--variables', '{"a":1}')).to.have.property('key');
  });

  it('create worker', async () => {
    const worker = spawn(binary, all(['create', 'worker', 'weigh', '--handler', 'echo {"by":"zbctl"}', '--pollInterval', '100ms']), { env: environment(), stdio: 'ignore' });
    try {
      const { variables } = await zbctl<{ variables: string }>('create', 'instance', 'weighing', '--withResult', '--requestTimeout', '20s');
      expect(JSON.parse(variables)).to.deep.equal({ by: 'zbctl' });
    } finally {
      worker.kill('SIGKILL');
    }
  });
});
