import { expect } from 'chai';
import { around, serviceTask } from '../engine/model/diagrams.ts';
import { eventually } from '../support/eventually.ts';
import { serveGateway, type ServedGateway } from './served-gateway.ts';

interface Job { readonly key: string; readonly retries: number; readonly variables: string; readonly customHeaders: string; readonly worker: string }

describe('job activation', () => {
  let gateway: ServedGateway;
  before(async () => {
    gateway = await serveGateway();
    await gateway.deploy(around(serviceTask('node', '<zeebe:taskHeaders><zeebe:header key="h" value="v"/></zeebe:taskHeaders>')));
  });
  after(() => gateway.close());

  const create = (variables = '{}') => gateway.ask('CreateProcessInstance', { bpmnProcessId: 'process', version: -1, variables });
  const request = (more: object = {}) => ({ type: 'work', worker: 'w', timeout: 60_000, maxJobsToActivate: 10, requestTimeout: 5_000, ...more });
  const activate = async (more: object = {}): Promise<Job[]> => {
    const answer = await gateway.stream('ActivateJobs', request(more));
    if (typeof answer === 'string') throw new Error(answer);
    return answer.flatMap((message) => message['jobs'] as Job[]);
  };
  const complete = (jobs: readonly Job[]) => Promise.all(jobs.map(({ key }) => gateway.ask('CompleteJob', { jobKey: key })));

  it('gives the jobs there are, with exact variables', async () => {
    await create('{"a":1.10,"n":12345678901234567890}');
    const jobs = await activate();
    expect(jobs).to.have.length(1);
    expect(jobs[0]).to.include({ type: 'work', worker: 'w', retries: 3, customHeaders: '{"h":"v"}', variables: '{"a":1.10,"n":12345678901234567890}', elementId: 'node' });
    await complete(jobs);
  });

  it('gives only the variables asked for', async () => {
    await create('{"a":1,"b":2}');
    const jobs = await activate({ fetchVariable: ['b', 'missing'] });
    expect(jobs.map(({ variables }) => variables)).to.deep.equal(['{"b":2}']);
    await complete(jobs);
  });

  it('waits for the first job', async () => {
    const waiting = activate();
    await create();
    const jobs = await waiting;
    expect(jobs).to.have.length(1);
    await complete(jobs);
  });

  it('answers without jobs when the request times out, or at once when it must not wait', async () => {
    expect(await activate({ requestTimeout: 100 })).to.deep.equal([]);
    expect(await activate({ requestTimeout: -1 })).to.deep.equal([]);
    expect(await activate({ maxJobsToActivate: 0 })).to.deep.equal([]);
  });

  it('wakes a waiting request when a job failed with retries left', async () => {
    await create();
    const [job] = await activate();
    const waiting = activate();
    await gateway.ask('FailJob', { jobKey: job!.key, retries: 2, errorMessage: 'again' });
    const again = await waiting;
    expect(again.map(({ key, retries }) => [key, retries])).to.deep.equal([[job!.key, 2]]);
    await complete(again);
  });

  it('wakes a waiting request when a job timed out', async () => {
    await create();
    const [job] = await activate({ timeout: 50 });
    const again = await activate();
    expect(again.map(({ key }) => key)).to.deep.equal([job!.key]);
    await complete(again);
  });

  it('splits more than fits in one message', async () => {
    const variables = JSON.stringify({ text: 'x'.repeat(600_000) });
    for (let count = 0; count < 4; count++) await create(variables);
    const jobs = await activate();
    expect(jobs).to.have.length(4);
    expect(jobs.every((job) => job.variables === variables)).to.equal(true);
    await complete(jobs);
  });

  it('answers one request with more than the engine gives at a time', async () => {
    const variables = JSON.stringify({ text: 'x'.repeat(900_000) });
    for (let count = 0; count < 7; count++) await create(variables);
    const [first, ...others] = [await activate({ maxJobsToActivate: 6 }), await activate()];
    expect(first).to.have.length(6);
    expect(others.flat()).to.have.length(1);
    await complete([...first, ...others.flat()]);
  });

  it('leaves to the next request what is too much for one answer', async () => {
    const variables = JSON.stringify({ text: 'x'.repeat(1_500_000) });
    for (let count = 0; count < 14; count++) await create(variables);
    const first = await activate({ maxJobsToActivate: 100 });
    expect(first.length).to.be.within(10, 12);
    const rest = await activate({ maxJobsToActivate: 100 });
    expect(first.length + rest.length).to.equal(14);
    await complete([...first, ...rest]);
  });

  it('counts all that a job carries', async () => {
    const headers = Array.from({ length: 20 }, (_, i) => `<zeebe:header key="h${i}" value="${'时'.repeat(5_000)}"/>`).join('');
    await gateway.deploy(around(serviceTask('node', `<zeebe:taskHeaders>${headers}</zeebe:taskHeaders>`)));
    for (let count = 0; count < 30; count++) await create();
    const messages = await gateway.stream('ActivateJobs', request({ maxJobsToActivate: 100 })) as { jobs: Job[] }[];
    const sizes = messages.map(({ jobs }) => jobs.reduce((sum, { customHeaders }) => sum + Buffer.byteLength(customHeaders), 0));
    expect(Math.max(...sizes)).to.be.lessThan(4_000_000);
    const jobs = messages.flatMap((message) => message.jobs);
    expect(jobs).to.have.length(30);
    await complete(jobs);
  });

  it('takes a job that no answer could carry out with an incident, and gives the next one', async () => {
    const { processInstanceKey } = await create();
    for (const name of ['a', 'b', 'c']) {
      await gateway.ask('SetVariables', { elementInstanceKey: processInstanceKey, variables: JSON.stringify({ [name]: 'x'.repeat(1_500_000) }) });
    }
    await create('{"small":1}');
    const jobs = await activate({ requestTimeout: -1 });
    expect(jobs.map(({ variables }) => variables)).to.deep.equal(['{"small":1}']);
    await complete(jobs);
  });

  it('shares jobs among waiting requests and gives each job to one', async () => {
    const waiting = [activate({ maxJobsToActivate: 1 }), activate({ maxJobsToActivate: 1 }), activate({ maxJobsToActivate: 1 })];
    await Promise.all([create(), create(), create()]);
    const jobs = (await Promise.all(waiting)).flat();
    expect(new Set(jobs.map(({ key }) => key)).size).to.equal(3);
    await complete(jobs);
  });

  it('streams jobs as they come until the client hangs up', async () => {
    const jobs: Job[] = [];
    const stream = gateway.raw['StreamActivatedJobs']!({ type: 'work', worker: 's', timeout: 60_000 }) as NodeJS.ReadableStream & { cancel(): void };
    stream.on('data', (job: Job) => jobs.push(job));
    stream.on('error', () => undefined);
    await create();
    await eventually('the first job', () => Promise.resolve(jobs.length === 1));
    await Promise.all([create(), create()]);
    await eventually('two more jobs', () => Promise.resolve(jobs.length === 3));
    await complete(jobs);
    stream.cancel();
    await create();
    const left = await activate();
    expect(left).to.have.length(1);
    await complete(left);
  });

  it('gives every job to one worker only, however many poll and stream', async () => {
    const instances = 300;
    const taken: string[] = [];
    const take = async (jobs: readonly Job[]) => {
      taken.push(...jobs.map(({ key }) => key));
      await complete(jobs);
    };
    const streams = Array.from({ length: 2 }, () => {
      const stream = gateway.raw['StreamActivatedJobs']!({ type: 'work', worker: 's', timeout: 60_000 }) as NodeJS.ReadableStream & { cancel(): void };
      stream.on('data', (job: Job) => void take([job]));
      stream.on('error', () => undefined);
      return stream;
    });
    const poll = async () => {
      while (taken.length < instances) await take(await activate({ requestTimeout: 200, maxJobsToActivate: 7 }));
    };
    const polls = Array.from({ length: 4 }, poll);
    await Promise.all(Array.from({ length: instances }, () => create()));
    await eventually('all jobs', () => Promise.resolve(taken.length >= instances));
    await Promise.all(polls);
    streams.forEach((stream) => stream.cancel());
    expect(new Set(taken).size).to.equal(instances);
    expect(taken).to.have.length(instances);
  });

  for (const [what, call, more, answer] of [
    ['a blank type', 'ActivateJobs', { type: '' }, "INVALID_ARGUMENT Command 'ACTIVATE' rejected with code 'INVALID_ARGUMENT': Expected to activate job batch with type to be present, but it was blank"],
    ['no time-out', 'ActivateJobs', { timeout: 0 }, "INVALID_ARGUMENT Command 'ACTIVATE' rejected with code 'INVALID_ARGUMENT': Expected to activate job batch with timeout to be greater than zero, but it was '0'"],
    ['a tenant', 'ActivateJobs', { tenantIds: ['a'] }, "INVALID_ARGUMENT Expected to handle gRPC request ActivateJobs with tenant identifier 'a', but multi-tenancy is disabled"],
    ['a blank type', 'StreamActivatedJobs', { type: '' }, 'INVALID_ARGUMENT Expected to stream activated jobs with type to be present, but it was blank'],
    ['a tenant', 'StreamActivatedJobs', { tenantIds: ['a'] }, "INVALID_ARGUMENT Expected to handle gRPC request StreamActivatedJobs with tenant identifier 'a', but multi-tenancy is disabled"],
  ] as const) {
    it(`${call} refuses ${what}`, async () => {
      expect(await gateway.stream(call, request(more))).to.equal(answer);
    });
  }
});
