import { expect } from 'chai';
import type { LogRecord } from '../../server/engine/index.ts';
import { around, serviceTask } from '../engine/model/diagrams.ts';
import { eventually } from '../support/eventually.ts';
import { serveGateway, type ServedGateway } from './served-gateway.ts';

interface Job { readonly key: string; readonly variables: string; readonly worker: string; readonly retries: number }
type JobStream = NodeJS.ReadableStream & { cancel(): void };

describe('an open job stream', () => {
  let gateway: ServedGateway;
  const jobs: Job[] = [];
  let stream: JobStream;
  before(async () => {
    gateway = await serveGateway();
    await gateway.deploy(around(serviceTask('node')));
    stream = gateway.raw['StreamActivatedJobs']!({ type: 'work', worker: 's', timeout: 60_000 }) as JobStream;
    stream.on('data', (job: Job) => jobs.push(job));
    stream.on('error', () => undefined);
    await new Promise((opened) => stream.once('metadata', opened));
  });
  after(async () => {
    stream.cancel();
    await gateway.close();
  });

  const records = (): LogRecord[] => gateway.engine.records(0, 10_000);
  const intents = () => records().map(({ recordType, valueType, intent }) => `${recordType} ${valueType} ${intent}`);

  it('is given a new job by the command that made it, as real Zeebe does', async () => {
    await gateway.ask('CreateProcessInstance', { bpmnProcessId: 'process', version: -1, variables: '{"a":1}' });
    await eventually('the job', () => Promise.resolve(jobs.length === 1));
    // What was there when the stream opened was taken for it by an ACTIVATE.
    const all = intents();
    const made = all.slice(all.indexOf('COMMAND PROCESS_INSTANCE_CREATION CREATE'));
    expect(made.filter((line) => line.startsWith('COMMAND '))).to.deep.equal(['COMMAND PROCESS_INSTANCE_CREATION CREATE']);
    const created = made.indexOf('EVENT JOB CREATED');
    expect(made.slice(created, created + 3)).to.deep.equal(['EVENT JOB CREATED', 'EVENT JOB_BATCH ACTIVATED', 'EVENT PROCESS_INSTANCE ELEMENT_ACTIVATED']);
    expect(jobs[0]).to.include({ variables: '{"a":1}', worker: 's', retries: 3 });
    const batch = records().findLast(({ valueType }) => valueType === 'JOB_BATCH')!.value;
    expect(batch).to.deep.include({ worker: 's', maxJobsToActivate: -1, timeout: 60_000, jobKeys: [jobs[0]!.key], tenantIds: [], truncated: false });
  });

  it('is given a failed job again, and one whose incident was resolved', async () => {
    const { key } = jobs[0]!;
    await gateway.ask('FailJob', { jobKey: key, retries: 1, errorMessage: 'again' });
    await eventually('the failed job', () => Promise.resolve(jobs.length === 2));
    await gateway.ask('FailJob', { jobKey: key, retries: 0, errorMessage: 'no more' });
    await gateway.ask('UpdateJobRetries', { jobKey: key, retries: 2 });
    const incident = records().findLast(({ valueType, intent }) => valueType === 'INCIDENT' && intent === 'CREATED')!;
    await gateway.ask('ResolveIncident', { incidentKey: incident.key });
    await eventually('the resolved job', () => Promise.resolve(jobs.length === 3));
    expect(jobs.map((job) => [job.key, job.retries])).to.deep.equal([[key, 3], [key, 1], [key, 2]]);
    expect(await gateway.ask('CompleteJob', { jobKey: key })).to.deep.equal({});
    expect(records().filter(({ recordType, valueType }) => recordType === 'COMMAND' && valueType === 'JOB_BATCH').length).to.be.at.most(1);
  });

  it('leaves to others what its client does not read, and goes on when it reads again', async () => {
    const count = 100;
    const large = JSON.stringify({ text: 'x'.repeat(50_000) });
    await gateway.deploy(around(serviceTask('node')).replaceAll('"process"', '"large"').replace('type="work"', 'type="large"'));
    const slow = gateway.raw['StreamActivatedJobs']!({ type: 'large', worker: 'slow', timeout: 60_000 }) as JobStream;
    slow.on('error', () => undefined);
    await new Promise((opened) => slow.once('metadata', opened));
    await Promise.all(Array.from({ length: count }, () => gateway.ask('CreateProcessInstance', { bpmnProcessId: 'large', version: -1, variables: large })));
    const batches = await gateway.stream('ActivateJobs', { type: 'large', worker: 'other', timeout: 60_000, maxJobsToActivate: 20, requestTimeout: -1 }) as { jobs: Job[] }[];
    const keys = batches.flatMap(({ jobs: taken }) => taken.map(({ key }) => key));
    expect(keys.length, 'left to others').to.be.greaterThan(0);
    slow.on('data', ({ key }: Job) => keys.push(key));
    await eventually('all jobs', () => Promise.resolve(keys.length === count));
    expect(new Set(keys).size).to.equal(count);
    slow.cancel();
  });
});
