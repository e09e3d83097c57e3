import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { openEngine } from '../../server/engine/index.ts';
import { startGateway } from '../../server/gateway/index.ts';
import { serveGateway, type ServedGateway } from '../gateway/served-gateway.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { boundary, catchEvent, end, exclusive, io, job, process as diagram, SCOPE, start, type Diagram } from './diagram.ts';
import { NPM_CLIENTS, openSdk, openZeebeNode, type Job, type NpmClient } from './npm-clients.ts';

const xml = (made: Diagram) => Buffer.from(made.xml.replaceAll(SCOPE, ''));
const bpmn = (made: Diagram) => ({ process: xml(made), name: `${made.processId}.bpmn` });

const ONE = diagram('one', [start(), job('task', { type: 'one', headers: { scale: 'S1' } }), end()], 'start -> task -> end');
const TWO = diagram('two', [start(), job('first', { type: 'first' }), job('second', { type: 'second' }), end()], 'start -> first -> second -> end');
const FORK = diagram('fork', [start(), job('wait', { type: 'wait' }), exclusive('gate'), job('big', { type: 'big' }), job('small', { type: 'small' }), end()],
  'start -> wait -> gate; gate -> big [weight > 10] -> end; gate -> small [default] -> end');
const ERROR = diagram('error', [start(), job('task', { type: 'erring' }), boundary('caught', 'task', { error: 'BUSINESS' }), job('after', { type: 'after-error' }), end(), end('fine')],
  'start -> task -> fine; caught -> after -> end');
const PARCEL = diagram('parcel', [start(), catchEvent('message', { message: 'parcel', key: '=order' }), end()], 'start -> message -> end');
const BY_MESSAGE = diagram('by-message', [start('start', { message: 'begin' }), job('task', { type: 'by-message' }), end()], 'start -> task -> end');
const BY_SIGNAL = diagram('by-signal', [start('start', { signal: 'alarm' }), job('task', { type: 'by-signal' }), end()], 'start -> task -> end');
const MAPPED = diagram('mapped', [start(), job('task', { type: 'mapped', extensions: io({ in: [['=weight * 2', 'doubled']], out: [['=answer', 'result']] }) }), end()], 'start -> task -> end');
const DECISION = readFileSync(path.join(import.meta.dirname, 'gateway-calls/decision.dmn'));
const FORM = Buffer.from('{"id":"weigh-form","type":"default","schemaVersion":12,"components":[]}');

/**
 * The cases of the two packages' own integration tests, played through the published packages. Not played, because they say nothing of a
 * gateway: reading of BPMN files, configuration, logging, OAuth, certificates made by hand, types. Not in Zeebe 8.5: the REST API of 8.6
 * and later, Operate, Tasklist, Optimize, Admin. Not on an engine with one tenant: multi-tenancy.
 */
for (const [name, open] of Object.entries(NPM_CLIENTS)) {
  describe(`${name} on the embedded gateway`, () => {
    let gateway: ServedGateway;
    let client: NpmClient;
    before(async () => {
      gateway = await serveGateway();
      client = open(gateway.grpcPort);
      for (const made of [ONE, TWO, FORK, ERROR, PARCEL, BY_MESSAGE, BY_SIGNAL, MAPPED]) await client.deployResource(bpmn(made));
    });
    after(async () => {
      await client.close(1_000);
      await gateway.close();
    });

    const workers: { close(timeoutMs?: number): Promise<unknown> }[] = [];
    const work = (taskType: string, taskHandler: (job: Job) => unknown, more: object = {}) => {
      const worker = client.createWorker({ taskType, taskHandler, loglevel: 'NONE', ...more });
      workers.push(worker);
      return worker;
    };
    afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.close(1_000))));
    const result = (bpmnProcessId: string, variables: object = {}, more: object = {}) => client.createProcessInstanceWithResult({ bpmnProcessId, variables, ...more });
    const code = (call: Promise<unknown>) => call.then(() => 'answered', (error: { code?: number; details?: string }) => `${error.code} ${error.details}`);
    const records = (valueType: string, intent: string) => gateway.engine.records(0, 1_000_000).filter((record) => record.valueType === valueType && record.intent === intent && record.recordType === 'EVENT');

    it('reads the topology', async () => {
      const { brokers, gatewayVersion } = await client.topology();
      expect([brokers.length, gatewayVersion]).to.deep.equal([1, '8.5.8']);
    });

    it('deploys a process once, a decision and a form; a broken process is refused', async () => {
      const { deployments } = await client.deployResource(bpmn(ONE));
      expect(deployments[0]!['process']).to.include({ bpmnProcessId: 'one', version: 1 });
      const decision = await client.deployResource({ decision: DECISION, name: 'decision.dmn' });
      expect(decision.deployments.flatMap((deployment) => Object.keys(deployment)).filter((key) => key !== 'Metadata')).to.include.members(['decision', 'decisionRequirements']);
      expect((await client.deployResource({ form: FORM, name: 'weigh.form' })).deployments[0]!['form']).to.include({ formId: 'weigh-form' });
      expect(await code(client.deployResource({ process: Buffer.from('<broken'), name: 'broken.bpmn' }))).to.match(/^3 .*'broken\.bpmn'/s);
    });

    it('starts a process, in the middle too, and cancels it once', async () => {
      const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'one', variables: { a: 1 } });
      await client.cancelProcessInstance(processInstanceKey);
      expect(await code(client.cancelProcessInstance(processInstanceKey))).to.match(/^5 .*no such process was found/);
      work('second', (task) => task.complete());
      const skipping = await client.createProcessInstance({ bpmnProcessId: 'two', variables: {}, startInstructions: [{ elementId: 'second' }] });
      await eventually('its end', () => Promise.resolve(records('PROCESS_INSTANCE', 'ELEMENT_COMPLETED').find(({ key }) => key === skipping.processInstanceKey)));
      expect(await code(client.createProcessInstance({ bpmnProcessId: 'nothing', variables: {} }))).to.match(/^5 .*process ID 'nothing', but none found/);
    });

    it('waits for the outcome, of some variables, and not for longer than it wants', async () => {
      work('one', (task) => task.complete({ by: task.customHeaders['scale'], more: 2 }));
      expect((await result('one', { source: 5 })).variables).to.deep.equal({ source: 5, by: 'S1', more: 2 });
      expect((await result('one', { source: 5 }, { fetchVariables: ['more'] })).variables).to.deep.equal({ more: 2 });
      expect(await code(result('two', {}, { requestTimeout: 300 }))).to.match(/^4 .*timed out in PT0\.3S/);
    });

    it('gives a worker the variables it wants', async () => {
      const seen: unknown[] = [];
      work('one', (task) => { seen.push(task.variables); return task.complete(); }, { fetchVariable: ['a'] });
      await result('one', { a: 1, b: 2 });
      expect(seen).to.deep.equal([{ a: 1 }]);
    });

    it('sets variables, which decide where a process goes', async () => {
      const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'fork', variables: { weight: 1 } });
      const taken = new Promise<string>((resolve) => {
        work('big', (task) => { resolve('big'); return task.complete(); });
        work('small', (task) => { resolve('small'); return task.complete(); });
      });
      await client.setVariables({ elementInstanceKey: processInstanceKey, variables: { weight: 11 }, local: false });
      work('wait', (task) => task.complete());
      expect(await taken).to.equal('big');
    });

    it('maps variables in and out', async () => {
      work('mapped', (task) => task.complete({ answer: task.variables['doubled'] }));
      expect((await result('mapped', { weight: 3 })).variables).to.deep.equal({ weight: 3, result: 6 });
    });

    it('correlates a message, published before or after the process waits, and starts a process by one', async () => {
      await client.publishMessage({ name: 'parcel', correlationKey: 'o1', variables: { parcel: 1 }, timeToLive: 60_000 });
      expect((await result('parcel', { order: 'o1' })).variables).to.deep.equal({ order: 'o1', parcel: 1 });
      const waiting = result('parcel', { order: 'o2' });
      await eventually('the subscription', () => Promise.resolve(records('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED').find(({ value }) => (value as { correlationKey?: string }).correlationKey === 'o2')));
      await client.publishMessage({ name: 'parcel', correlationKey: 'o2', variables: { parcel: 2 }, timeToLive: 0 });
      expect((await waiting).variables).to.deep.equal({ order: 'o2', parcel: 2 });
      const began = new Promise<unknown>((resolve) => work('by-message', (task) => { resolve(task.variables); return task.complete(); }));
      await client.publishStartMessage({ name: 'begin', variables: { by: 'message' }, timeToLive: 1_000 });
      expect(await began).to.deep.equal({ by: 'message' });
    });

    it('broadcasts a signal', async () => {
      const began = new Promise<unknown>((resolve) => work('by-signal', (task) => { resolve(task.variables); return task.complete(); }));
      expect((await client.broadcastSignal({ signalName: 'alarm', variables: { loud: true } })).key).to.match(/^\d+$/);
      expect(await began).to.deep.equal({ loud: true });
    });

    it('evaluates a decision', async () => {
      await client.deployResource({ decision: DECISION, name: 'decision.dmn' });
      expect((await client.evaluateDecision({ decisionId: 'size', variables: { weight: 11 } })).decisionOutput).to.equal('"large"');
    });

    it('throws an error that is caught, with variables', async () => {
      work('erring', (task) => task.error({ errorCode: 'BUSINESS', errorMessage: 'no', variables: { why: 'no' } }));
      work('after-error', (task) => task.complete({ after: true }));
      expect((await result('error')).variables).to.include({ after: true });
    });

    it('fails a job: once less by default, as often as it says, after its back-off', async () => {
      const seen: number[] = [];
      const times: number[] = [];
      work('one', (task) => {
        seen.push(task.retries);
        times.push(Date.now());
        if (seen.length === 1) return task.fail('again');
        if (seen.length === 2) return task.fail({ errorMessage: 'later', retries: 7, retryBackOff: 500 });
        return task.complete();
      });
      await result('one', {}, { requestTimeout: 20_000 });
      expect(seen).to.deep.equal([3, 2, 7]);
      expect(times[2]! - times[1]!).to.be.at.least(500);
    });

    it('raises an incident without retries, and when a handler throws and is told to', async () => {
      const before = records('INCIDENT', 'CREATED').length;
      work('one', (task) => task.fail('broken', 0));
      const first = await client.createProcessInstance({ bpmnProcessId: 'one', variables: {} });
      await eventually('the incident', () => Promise.resolve(records('INCIDENT', 'CREATED').length === before + 1));
      await client.cancelProcessInstance(first.processInstanceKey);
      work('first', () => { throw new Error('expected by this test'); }, { failProcessOnException: true });
      const second = await client.createProcessInstance({ bpmnProcessId: 'two', variables: {} });
      await eventually('the end of its instance', () => Promise.resolve(records('PROCESS_INSTANCE', 'ELEMENT_TERMINATED').find(({ key }) => key === second.processInstanceKey)
        ?? records('INCIDENT', 'CREATED').find(({ value }) => (value as { processInstanceKey?: string }).processInstanceKey === second.processInstanceKey)));
      await client.cancelProcessInstance(second.processInstanceKey).catch(() => undefined);
    });

    it('is told that a completed job is not there any more', async () => {
      const refused = new Promise<string>((resolve) => work('one', async (task) => {
        await client.completeJob({ jobKey: task.key, variables: {} });
        resolve(await code(client.completeJob({ jobKey: task.key, variables: {} })));
        return task.forward();
      }));
      await client.createProcessInstance({ bpmnProcessId: 'one', variables: {} });
      expect(await refused).to.match(/^5 .*no such job was found/);
    });

    it('modifies an instance', async () => {
      const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'two', variables: {} });
      const done = new Promise<unknown>((resolve) => work('second', (task) => { resolve(task.variables); return task.complete(); }));
      await client.modifyProcessInstance({
        processInstanceKey, terminateInstructions: [],
        activateInstructions: [{ elementId: 'second', ancestorElementInstanceKey: '-1', variableInstructions: [{ scopeId: 'two', variables: { modified: true } }] }],
      });
      expect(await done).to.deep.equal({ modified: true });
      await client.cancelProcessInstance(processInstanceKey);
    });
  });

  describe(`${name} when the gateway comes and goes`, () => {
    it('connects a worker that was there before the gateway, and again after a restart', async function () {
      this.timeout(90_000);
      const port = await freePort();
      const dataDir = mkdtempSync(path.join(tmpdir(), 'takt-npm-'));
      const client = open(port);
      let completed = 0;
      const worker = client.createWorker({ taskType: 'one', loglevel: 'NONE', taskHandler: (task) => { completed += 1; return task.complete(); } });
      try {
        for (const round of [1, 2]) {
          const engine = await openEngine({ dataDir });
          const gateway = await startGateway({ engine, port, restPort: 0 });
          await eventually('a connection', async () => (await client.topology()).gatewayVersion === '8.5.8', 60_000);
          await client.deployResource(bpmn(ONE));
          await client.createProcessInstance({ bpmnProcessId: 'one', variables: {} });
          await eventually('the job', () => Promise.resolve(completed === round), 60_000);
          await gateway.close();
          await engine.close();
        }
      } finally {
        await worker.close(1_000);
        await client.close(1_000);
        rmSync(dataDir, { recursive: true, force: true });
      }
    });
  });
}

describe('what zeebe-node has besides, on the embedded gateway', () => {
  it('takes jobs in batches', async () => {
    const gateway = await serveGateway();
    const client = openZeebeNode(gateway.grpcPort);
    try {
      await client.deployResource(bpmn(ONE));
      for (let i = 0; i < 10; i++) await client.createProcessInstance({ bpmnProcessId: 'one', variables: {} });
      const batch = await new Promise<number>((resolve) => client.createBatchWorker({
        taskType: 'one', loglevel: 'NONE', jobBatchMinSize: 10, jobBatchMaxTime: 60, timeout: 120_000,
        taskHandler: async (jobs) => {
          const completed = await Promise.all(jobs.map((task) => task.complete()));
          resolve(jobs.length);
          return completed;
        },
      }));
      expect(batch).to.equal(10);
    } finally {
      await client.close(1_000);
      await gateway.close();
    }
  });
});

describe('what @camunda8/sdk has besides, on the embedded gateway', () => {
  let gateway: ServedGateway;
  let client: ReturnType<typeof openSdk>;
  before(async () => {
    gateway = await serveGateway();
    client = openSdk(gateway.grpcPort);
    for (const made of [ONE, TWO]) await client.deployResource(bpmn(made));
  });
  after(async () => {
    await client.close();
    await gateway.close();
  });

  it('streams jobs that come, and polls those that were there before', async () => {
    await client.createProcessInstance({ bpmnProcessId: 'one', variables: { n: 0 } });
    const seen: unknown[] = [];
    const stream = await client.streamJobs({
      type: 'one', worker: 's', timeout: 60_000, tenantIds: ['<default>'],
      taskHandler: (task) => { seen.push(task.variables['n']); return task.complete(); },
    });
    for (const n of [1, 2, 3]) await client.createProcessInstance({ bpmnProcessId: 'one', variables: { n } });
    await eventually('all jobs', () => Promise.resolve(seen.length === 4));
    stream.close();
    expect(seen.sort()).to.deep.equal([0, 1, 2, 3]);
  });

  it('updates the time-out of a job', async () => {
    const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'one', variables: {} });
    const take = () => client.activateJobs({ type: 'one', worker: 'w', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 5_000 });
    const [first] = await take();
    await client.updateJobTimeout({ jobKey: first!.key, timeout: 1 });
    const [again] = await take();
    expect(again!.key).to.equal(first!.key);
    await client.cancelProcessInstance(processInstanceKey);
  });

  it('migrates an instance and deletes a process', async () => {
    const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'one', variables: {} });
    const target = diagram('moved', [start(), job('there', { type: 'moved' }), end()], 'start -> there -> end');
    const { deployments } = await client.deployResource(bpmn(target));
    const { processDefinitionKey } = deployments[0]!.process;
    await client.migrateProcessInstance({ processInstanceKey, migrationPlan: { targetProcessDefinitionKey: processDefinitionKey, mappingInstructions: [{ sourceElementId: 'task', targetElementId: 'there' }] } });
    const [moved] = await client.activateJobs({ type: 'one', worker: 'w', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 5_000 });
    expect(moved).to.include({ processInstanceKey, bpmnProcessId: 'moved', elementId: 'there' });
    await client.cancelProcessInstance(processInstanceKey);
    await client.deleteResource({ resourceKey: processDefinitionKey });
    const refused = await client.createProcessInstance({ bpmnProcessId: 'moved', variables: {} }).then(() => '', (error: { details: string }) => error.details);
    expect(refused).to.contain("process ID 'moved', but none found");
  });
});
