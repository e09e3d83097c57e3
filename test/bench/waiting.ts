// `npm run bench:waiting`: how the embedded engine fares while up to 1,000,000 instances wait in it. It fills a folder in its own process, and
// at each size starts the built engine on that folder and measures it through its gateway. Writes its part of docs/benchmarks.md and
// docs/images/waiting.svg. WAITING_SIZES (1000,10000,100000,1000000); the filling ends after WAITING_MINUTES (6), wherever it is then.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openEngine, type CommandRequest } from '../../server/engine/index.ts';
import { connectGateway } from './gateway-client.ts';
import type { GatewayClient } from './gateway-client.ts';
import { pause, percentile, rateOf } from './load.ts';
import { machine, memoryMb } from './machine.ts';
import { table, today, writePart } from './page.ts';
import { plot } from './plot.ts';
import { serveEmbedded, type Served } from './served.ts';
import { waitsForJob, waitsForMessage, waitsForTimer } from './waiting-diagrams.ts';
import { create, deployAll, withWorker } from './workloads.ts';

const sizes = (process.env.WAITING_SIZES ?? '1000,10000,100000,1000000').split(',').map(Number);
const fillUntil = performance.now() + Number(process.env.WAITING_MINUTES ?? 6) * 60_000;
const MEASURE_MS = 4_000;
const AT_ONCE = 500;
const IN_FLIGHT = 64;
const RECORDS_KEPT = { count: 1_000_000, bytes: 2_000_000_000 };

interface Point {
  readonly waiting: number;
  readonly startMs: number;
  readonly ownMb: number;
  readonly residentMb: number;
  readonly dataMb: number;
  readonly perSecond: number;
  /** CPU time of the engine for one of them. */
  readonly micros: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Waiting instances that go on: by their message, by their job. */
  readonly messagesPerSecond: number;
  readonly jobsPerSecond: number;
}

const dataDir = mkdtempSync(path.join(tmpdir(), 'takt-waiting-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));

/** Of ten instances four wait at a job, three for a message, three for a timer; numbers are given once. */
let made = 0;
function nextInstance(): CommandRequest {
  const number = made++;
  const kind = number % 10;
  const bpmnProcessId = kind < 4 ? 'waits-at-job' : kind < 7 ? 'waits-at-message' : 'waits-at-timer';
  const variables = JSON.stringify({ number: String(number), order: { id: `A-${number}`, quantity: 21 } });
  return { valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE', value: { bpmnProcessId, version: -1, variables } };
}

/** Until so many were made, or the time is over. */
async function fill(size: number): Promise<void> {
  const engine = await openEngine({ dataDir, recordsKept: RECORDS_KEPT });
  for (const [resourceName, xml] of [['job.bpmn', waitsForJob], ['message.bpmn', waitsForMessage], ['timer.bpmn', waitsForTimer]] as const) {
    await engine.submit({ valueType: 'DEPLOYMENT', intent: 'CREATE', value: { resources: [{ resourceName, content: Buffer.from(xml) }] } });
  }
  while (made < size && performance.now() < fillUntil) {
    const answers = await Promise.all(Array.from({ length: Math.min(AT_ONCE, size - made) }, () => engine.submit(nextInstance())));
    const refused = answers.find((answer) => answer.kind === 'rejection');
    if (refused !== undefined) throw new Error(`an instance was refused: ${JSON.stringify(refused)}`);
  }
  await engine.close();
}

/** At most so many of those that wait for a message are sent theirs; the others wait on. */
const messaged = { next: 4 };
function nextMessage(client: GatewayClient): Promise<unknown> {
  const number = messaged.next;
  messaged.next += number % 10 === 6 ? 8 : 1;
  if (number >= made) return pause(100);
  return client.call('PublishMessage', { name: 'arrived', correlationKey: String(number), timeToLive: 0, messageId: '', variables: '{}' });
}

async function completeWaitingJobs(client: GatewayClient): Promise<number> {
  const jobs = await client.activate('waiting-job', IN_FLIGHT);
  await Promise.all(jobs.map(({ key }) => client.call('CompleteJob', { jobKey: key, variables: '{}' })));
  return jobs.length;
}

async function measure(served: Served, waiting: number): Promise<Omit<Point, 'dataMb'>> {
  const client = connectGateway(served.address);
  await deployAll(client);
  const { once, stop } = withWorker(client, 'bench-one', 1, async (wait) => wait(await create(client, 'one-task')));
  const options = { underWay: IN_FLIGHT, settleMs: 1_500, measureMs: MEASURE_MS, pid: served.pid };
  const { perSecond, serverMicros } = await rateOf(once, options);
  const latencies: number[] = [];
  for (const until = performance.now() + MEASURE_MS; performance.now() < until;) {
    const began = performance.now();
    await once();
    latencies.push(performance.now() - began);
  }
  stop();
  const messages = await rateOf(() => nextMessage(client), { ...options, settleMs: 200, measureMs: MEASURE_MS / 4 });
  const began = performance.now();
  let completed = 0;
  while (performance.now() < began + MEASURE_MS / 4) completed += await completeWaitingJobs(client);
  const jobsPerSecond = (completed * 1000) / (performance.now() - began);
  const memory = memoryMb(served.pid);
  client.close();
  return {
    waiting, startMs: served.startMs, ownMb: memory?.own ?? NaN, residentMb: memory?.resident ?? NaN,
    perSecond, micros: serverMicros ?? NaN, p50Ms: percentile(latencies, 0.5), p99Ms: percentile(latencies, 0.99), messagesPerSecond: messages.perSecond, jobsPerSecond,
  };
}

async function measureEmpty(): Promise<Point> {
  const served = await serveEmbedded();
  try {
    return { ...await measure(served, 0), dataMb: 0 };
  } finally {
    await served.stop();
  }
}

const began = performance.now();
const say = (text: string) => console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`);
const show = (point: Point) => say(`${point.waiting} waiting: started in ${point.startMs.toFixed(0)} ms, ${point.perSecond.toFixed(0)} /s at ${point.micros.toFixed(0)} µs, p50 ${point.p50Ms.toFixed(1)} ms, `
  + `memory ${point.ownMb.toFixed(0)} MB of its own, data ${point.dataMb.toFixed(0)} MB, messages ${point.messagesPerSecond.toFixed(0)} /s, jobs ${point.jobsPerSecond.toFixed(0)} /s`);

const empty = await measureEmpty();
const points: Point[] = [];
show(empty);
for (const size of sizes) {
  await fill(size);
  say(`${made} made`);
  const served = await serveEmbedded(dataDir);
  const point = { ...await measure(served, made), dataMb: statSync(path.join(dataDir, 'engine.mdb')).size / 2 ** 20 };
  await served.stop();
  points.push(point);
  show(point);
  if (made < size) break;
}
plot('waiting', 'The embedded engine while instances wait in it', 'waiting instances', points.map(({ waiting }) => waiting), [
  { name: 'One-task instances beside them', unit: '/s', values: points.map(({ perSecond }) => perSecond) },
  { name: 'Engine CPU for one of them', unit: 'µs', values: points.map(({ micros }) => micros) },
  { name: 'Start, until it serves', unit: 'ms', values: points.map(({ startMs }) => startMs) },
  { name: 'Memory of its own', unit: 'MB', values: points.map(({ ownMb }) => ownMb) },
  { name: 'Latency create → job → completed, p50', unit: 'ms', values: points.map(({ p50Ms }) => p50Ms) },
]);
const row = (point: Point) => [
  point.waiting.toLocaleString('en'), `${point.startMs.toFixed(0)} ms`, `${point.perSecond.toFixed(0)} /s`, `${point.micros.toFixed(0)} µs`, `${((point.perSecond * 100) / empty.perSecond).toFixed(0)} %`,
  `${point.p50Ms.toFixed(1)} / ${point.p99Ms.toFixed(1)} ms`, `${point.messagesPerSecond.toFixed(0)} /s`, `${point.jobsPerSecond.toFixed(0)} /s`,
  `${point.ownMb.toFixed(0)} / ${point.residentMb.toFixed(0)} MB`, `${point.dataMb.toFixed(0)} MB`,
];
writePart('waiting', `\`npm run bench:waiting\`, ${today()}: ${machine()}.

![How start, throughput, memory and latency grow with the number of waiting instances](images/waiting.svg)

${table(['waiting', 'start', 'one-task instances beside them', 'engine CPU for one', 'of the empty engine', 'latency p50 / p99', 'of them messaged', 'of them, jobs completed', 'memory: own / resident', 'data file'],
  [['none', ...row(empty).slice(1, 6), '', '', ...row(empty).slice(8, 9), ''], ...points.map(row)])}

Four of ten wait at a job, three for a message, three for a timer, each with two variables. "Start" is from the start of the process until it serves.
Resident memory includes pages of the data file that the system keeps in its cache; the engine's own does not.`);
process.exit(0);
