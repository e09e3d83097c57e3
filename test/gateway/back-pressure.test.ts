import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { around, serviceTask } from '../engine/model/diagrams.ts';
import { eventually } from '../support/eventually.ts';
import { callUnary, rawClient } from '../support/raw-gateway-client.ts';
import { serveGateway, type ServedGateway } from './served-gateway.ts';

const FULL = 'RESOURCE_EXHAUSTED Reached maximum capacity of requests handled';
const NEW_INSTANCE = { bpmnProcessId: 'process', version: -1 };
const UNKNOWN = '2251799813699999';

/** What is in use, garbage taken away. */
function liveBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

interface Cancellable extends NodeJS.ReadableStream { cancel(): void }

describe('a gateway that is asked for more than it can take', () => {
  let gateway: ServedGateway;
  afterEach(() => gateway.close());
  const serve = async (limits: NonNullable<Parameters<typeof serveGateway>[0]>['limits'] = {}) => {
    gateway = await serveGateway({ limits });
    await gateway.deploy(around(serviceTask('node')));
  };
  const activate = async (count: number) => {
    const batches = await gateway.stream('ActivateJobs', { type: 'work', worker: 'w', timeout: 60_000, maxJobsToActivate: count, requestTimeout: 5_000 });
    return (batches as { jobs: { key: string }[] }[]).flatMap(({ jobs }) => jobs);
  };
  const hold = (call: string, request: object) => {
    const stream = gateway.raw[call]!(request as Record<string, unknown>) as Cancellable;
    stream.on('error', () => undefined);
    return stream;
  };

  it('refuses what is new, lets jobs be finished, keeps its memory, and takes everything again at once', async function () {
    this.timeout(60_000);
    // Jobs may be finished ten times as much.
    await serve({ commandsMax: 12 });
    for (let i = 0; i < 100; i++) await gateway.ask('CreateProcessInstance', NEW_INSTANCE);
    const jobs = await activate(100);
    expect(jobs).to.have.length(100);
    const answers = { taken: 0, refused: 0 };
    const variables = JSON.stringify({ text: 'x'.repeat(20_000) });
    const before = liveBytes();
    let most = 0;
    const flood = Array.from({ length: 300 }, async () => {
      for (let i = 0; i < 20; i++) {
        const answer = await gateway.call('CreateProcessInstance', { ...NEW_INSTANCE, variables });
        if (typeof answer === 'string') expect(answer).to.equal(FULL);
        answers[typeof answer === 'string' ? 'refused' : 'taken'] += 1;
        if ((answers.taken + answers.refused) % 600 === 0) most = Math.max(most, liveBytes() - before);
      }
    });
    const finished = Promise.all(jobs.map(({ key }, i) => gateway.call(i % 2 === 0 ? 'CompleteJob' : 'FailJob', { jobKey: key, retries: 1 })));
    expect(await finished).to.deep.equal(jobs.map(() => ({})));
    await Promise.all(flood);
    expect(answers.taken).to.be.greaterThan(0);
    expect(answers.refused).to.be.greaterThan(0);
    // 6,000 requests of 20 kB were sent; client and gateway are both in this process, and two journal files of what is not settled.
    expect(most).to.be.lessThan(150 * 1024 * 1024);
    expect(await gateway.call('CreateProcessInstance', NEW_INSTANCE)).to.have.property('processInstanceKey');
  });

  it('refuses by REST with 429', async () => {
    await serve({ commandsMax: 1 });
    const complete = () => gateway.rest('PATCH', `/v1/user-tasks/${UNKNOWN}`, '{"action":"a"}');
    const answers = await eventually('a refusal', async () => {
      const all = await Promise.all(Array.from({ length: 50 }, complete));
      return all.some(({ status }) => status === 429) && all;
    });
    expect(answers.find(({ status }) => status === 429)).to.deep.equal({
      status: 429, type: 'application/problem+json',
      body: { type: 'about:blank', title: 'RESOURCE_EXHAUSTED', status: 429, detail: 'Reached maximum capacity of requests handled', instance: `/v1/user-tasks/${UNKNOWN}` },
    });
  });

  it('counts the bytes of what waits', async () => {
    await serve({ bytesMax: 100_000 });
    const variables = JSON.stringify({ text: 'x'.repeat(60_000) });
    const answers = await Promise.all(Array.from({ length: 20 }, () => gateway.call('PublishMessage', { name: 'm', correlationKey: 'k', variables })));
    expect(answers.filter((answer) => answer === FULL)).to.not.have.length(0);
    expect(answers.filter((answer) => typeof answer !== 'string')).to.not.have.length(0);
  });

  it('bounds the results that are waited for, and forgets those whose clients went away', async () => {
    await serve({ resultsMax: 5 });
    const ask = (deadlineMs: number) => callUnary(gateway.raw, 'CreateProcessInstanceWithResult', { request: NEW_INSTANCE, requestTimeout: 60_000 }, { deadlineMs });
    for (let round = 0; round < 3; round++) {
      await eventually('room for five and no more', async () => {
        const answers = await Promise.all(Array.from({ length: 8 }, () => ask(500)));
        return answers.filter((answer) => answer === FULL).length === 3 && answers.filter((answer) => String(answer).startsWith('DEADLINE_EXCEEDED')).length === 5;
      });
    }
  });

  it('bounds the clients that wait for jobs, and forgets those that went away', async function () {
    this.timeout(60_000);
    await serve({ jobCallsMax: 2_000 });
    const request = { type: 'other', worker: 'w', timeout: 1_000, maxJobsToActivate: 1, requestTimeout: 60_000 };
    const refused = () => gateway.stream('ActivateJobs', { ...request, requestTimeout: 100 });
    const waiting = Array.from({ length: 2_000 }, (_, i) => hold(i % 2 === 0 ? 'ActivateJobs' : 'StreamActivatedJobs', request));
    await eventually('the limit', async () => String(await refused()).startsWith('RESOURCE_EXHAUSTED'));
    for (const call of waiting) call.cancel();
    await eventually('room', async () => Array.isArray(await refused()));
  });

  it('stops giving jobs to a stream that nobody reads, and goes on for others', async () => {
    await serve();
    const deaf = rawClient(`127.0.0.1:${gateway.grpcPort}`);
    const stream = deaf['StreamActivatedJobs']!({ type: 'work', worker: 'deaf', timeout: 60_000 }) as Cancellable;
    stream.on('error', () => undefined);
    const variables = JSON.stringify({ text: 'x'.repeat(50_000) });
    await Promise.all(Array.from({ length: 200 }, () => gateway.ask('CreateProcessInstance', { ...NEW_INSTANCE, variables })));
    expect((await activate(10)).length).to.be.greaterThan(0);
    stream.cancel();
    deaf.close();
  });

  it('takes no harm from clients that vanish in the middle of a call', async () => {
    await serve();
    const vanish = () => new Promise<void>((resolve) => {
      const socket = connect(gateway.restPort, '127.0.0.1', () => {
        socket.write(`POST /v1/user-tasks/${UNKNOWN}/completion HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"vari`, () => {
          socket.destroy();
          resolve();
        });
      });
    });
    await Promise.all(Array.from({ length: 100 }, vanish));
    await Promise.all(Array.from({ length: 100 }, async () => {
      const client = rawClient(`127.0.0.1:${gateway.grpcPort}`);
      void callUnary(client, 'CreateProcessInstance', NEW_INSTANCE, { deadlineMs: 5 });
      hold('ActivateJobs', { type: 'work', worker: 'w', timeout: 1_000, maxJobsToActivate: 1, requestTimeout: 60_000 }).cancel();
      await callUnary(client, 'Topology', {}, { deadlineMs: 5 });
      client.close();
    }));
    expect(await gateway.call('Topology', {})).to.have.property('clusterSize', 1);
    expect(await gateway.call('CreateProcessInstance', NEW_INSTANCE)).to.have.property('processInstanceKey');
  });
});
