import { expect } from 'chai';
import { z } from 'zod';
import { bindConnector, defineConnector } from '../../connectors/runtime/connector.ts';
import type { Call } from '../../connectors/runtime/connector.ts';
import { BusinessError, ConfigurationError, PermanentError, RetryableError } from '../../connectors/runtime/errors.ts';
import { silent } from '../../connectors/runtime/log.ts';
import { noMetrics } from '../../connectors/runtime/metrics.ts';
import { startWorker } from '../../connectors/runtime/worker.ts';
import type { Worker } from '../../connectors/runtime/worker.ts';
import { eventually } from '../support/eventually.ts';
import { startGateway } from './gateway.ts';
import type { Gateway } from './gateway.ts';
import { oneStep } from './one-step.ts';

describe('connector runtime', function () {
  this.timeout(60_000);
  let gateway: Gateway;
  const workers: Worker[] = [];
  let named = 0;

  before(async function () {
    this.timeout(120_000);
    gateway = await startGateway();
  });
  after(() => gateway.close());
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop(1000)));
  });

  type Handle = (input: { amount: number; note?: string | undefined }, call: Call) => Promise<{ doubled: number }>;

  /** Deploys a one-step process whose step `handle` works on, starts it, and returns its key and its name. */
  async function play(handle: Handle, options: { catches?: string; retries?: number; variables?: Record<string, unknown>; secretInputs?: ['note'] } = {}) {
    const id = `play-${++named}`;
    const connector = defineConnector({
      type: `test:${id}`, name: { en: id, 'zh-CN': id }, description: { en: id, 'zh-CN': id },
      input: z.object({ amount: z.number(), note: z.string().optional() }), output: z.object({ doubled: z.number() }),
      retries: options.retries ?? 3, backOff: { firstMs: 50, maxMs: 200 }, secretInputs: options.secretInputs ?? [], handle,
    });
    const secrets = (name: string) => (name === 'PIN' ? '4711' : undefined);
    workers.push(startWorker(gateway.client, bindConnector(connector, undefined, secrets), { name: 'test', log: silent, metrics: noMetrics }));
    const { catches } = options;
    await gateway.client.deploy([oneStep(id, { type: connector.type, retries: connector.retries, ...(catches === undefined ? {} : { catches }) })]);
    const { processInstanceKey } = await gateway.client.createInstance({ bpmnProcessId: id, variables: options.variables ?? { amount: 21, other: 'not asked for' } });
    return { id, processInstanceKey };
  }
  const of = (instance: { processInstanceKey: string }) => (value: Readonly<Record<string, unknown>>) => String(value.processInstanceKey) === instance.processInstanceKey;
  const completed = (instance: { processInstanceKey: string }, elementId: string) =>
    gateway.event('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', (value) => of(instance)(value) && value.elementId === elementId);

  it('gives a step its declared inputs and the process its result', async () => {
    const seen: unknown[] = [];
    const instance = await play((input) => { seen.push(input); return Promise.resolve({ doubled: input.amount * 2 }); });
    await completed(instance, 'end');
    expect(seen).to.deep.equal([{ amount: 21 }]);
    const variable = await gateway.event('VARIABLE', 'CREATED', (value) => of(instance)(value) && value.name === 'doubled');
    expect(variable.value.value).to.equal('42');
  });

  it('tries a retryable failure again after a back-off', async () => {
    let tries = 0;
    const instance = await play(() => (++tries < 3 ? Promise.reject(new RetryableError('busy')) : Promise.resolve({ doubled: 0 })));
    await completed(instance, 'end');
    expect(tries).to.equal(3);
    const failed = await gateway.event('JOB', 'FAILED', of(instance));
    expect(failed.value).to.include({ retries: 2, errorMessage: 'busy' });
    expect(failed.value.retryBackoff).to.equal(50);
  });

  it('turns exhausted retries into the BPMN error that the failure names', async () => {
    const instance = await play(() => Promise.reject(new RetryableError('away', { codeWhenExhausted: 'AWAY' })), { catches: 'AWAY', retries: 2 });
    await completed(instance, 'caught');
  });

  it('throws a business error where the diagram catches it', async () => {
    const instance = await play(() => Promise.reject(new BusinessError('TOO_HEAVY', 'more than the scale takes')), { catches: 'TOO_HEAVY' });
    await completed(instance, 'caught');
  });

  it('raises an incident at once for a wrong configuration, with what to correct, and goes on when it is resolved', async () => {
    let configured = false;
    const instance = await play(() => (configured ? Promise.resolve({ doubled: 1 }) : Promise.reject(new ConfigurationError('There is no connection "x"'))));
    const incident = await gateway.event('INCIDENT', 'CREATED', of(instance));
    expect(incident.value).to.include({ errorType: 'JOB_NO_RETRIES', errorMessage: 'There is no connection "x"' });
    configured = true;
    await gateway.client.resolveIncident({ key: String(incident.key), jobKey: String(incident.value.jobKey), retries: 1 });
    await completed(instance, 'end');
  });

  it('refuses inputs and results of another shape than declared, naming field and step', async () => {
    const wrongInput = await play(() => Promise.resolve({ doubled: 1 }), { variables: { amount: 'many' } });
    expect((await gateway.event('INCIDENT', 'CREATED', of(wrongInput))).value.errorMessage).to.match(/step "step" of play-\d+ .*amount/);
    const wrongResult = await play(() => Promise.resolve({ doubled: 'x' } as unknown as { doubled: number }));
    expect((await gateway.event('INCIDENT', 'CREATED', of(wrongResult))).value.errorMessage).to.match(/gave a result .*doubled/);
  });

  it('puts secrets only where the connector says so', async () => {
    const seen: (string | undefined)[] = [];
    const handle: Handle = (input) => { seen.push(input.note); return Promise.resolve({ doubled: 0 }); };
    const variables = { amount: 1, note: 'pin {{secrets.PIN}}' };
    await completed(await play(handle, { variables }), 'end');
    await completed(await play(handle, { variables, secretInputs: ['note'] }), 'end');
    expect(seen).to.deep.equal(['pin {{secrets.PIN}}', 'pin 4711']);
    const unknown = await play(handle, { variables: { amount: 1, note: '{{secrets.NONE}}' }, secretInputs: ['note'] });
    expect((await gateway.event('INCIDENT', 'CREATED', of(unknown))).value.errorMessage).to.include('TAKT_SECRET_NONE');
  });

  it('finishes the job at work when it is stopped', async () => {
    let release: (value: { doubled: number }) => void = () => undefined;
    let began = false;
    const instance = await play(() => { began = true; return new Promise((resolve) => { release = resolve; }); });
    await eventually('the job to begin', () => Promise.resolve(began));
    const stopped = Promise.all(workers.splice(0).map((worker) => worker.stop(20_000)));
    release({ doubled: 5 });
    await stopped;
    await completed(instance, 'end');
  });

  it('gives an unchanged diagram no new version', async () => {
    const [first] = await gateway.client.deploy([oneStep('unchanged', { type: 'test:none' })]);
    const [again] = await gateway.client.deploy([oneStep('unchanged', { type: 'test:none' })]);
    const [changed] = await gateway.client.deploy([oneStep('unchanged', { type: 'test:other' })]);
    expect([first?.version, again?.version, changed?.version]).to.deep.equal([1, 1, 2]);
    expect(again?.key).to.equal(first?.key);
  });

  it('tells definite refusals from failures that may pass', async () => {
    const failure = async (act: Promise<unknown>) => await act.then(() => expect.fail('was done'), (error: unknown) => error);
    const none = '4503599627370495';
    expect(await failure(gateway.client.createInstance({ bpmnProcessId: 'no-such', variables: {} }))).to.be.instanceOf(PermanentError).with.property('status', 'NOT_FOUND');
    expect(await failure(gateway.client.completeJob(none, {}))).to.be.instanceOf(PermanentError).with.property('status', 'NOT_FOUND');
    expect(await failure(gateway.client.completeUserTask({ userTaskKey: none, kind: 'native', variables: {} }))).to.be.instanceOf(PermanentError).with.property('status', 'NOT_FOUND');
    expect(await failure(gateway.client.deploy([{ name: 'broken.bpmn', content: '<not-bpmn' }]))).to.be.instanceOf(PermanentError).with.property('status', 'INVALID_ARGUMENT');
    await gateway.client.cancelInstance(none);
  });

  it('publishes a message with the same id once', async () => {
    const message = { name: 'nobody-waits', correlationKey: 'k', messageId: 'm-1', ttlMs: 60_000, variables: {} };
    await gateway.client.publishMessage(message);
    await gateway.client.publishMessage(message);
    await gateway.event('MESSAGE', 'PUBLISHED', (value) => value.messageId === 'm-1');
    const published = (await gateway.records()).filter((record) => record.recordType === 'EVENT' && record.intent === 'PUBLISHED' && record.value.messageId === 'm-1');
    expect(published).to.have.lengthOf(1);
  });
});
