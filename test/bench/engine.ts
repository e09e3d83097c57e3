// `npm run bench:engine`: the embedded engine and real Zeebe 8.5.8, measured in turns by the same client. Figures, never tests:
// machines differ. Writes its part of docs/benchmarks.md. BENCH_ROUNDS (3) rounds of BENCH_SECONDS (5) a workload and engine take about
// 60 s + rounds × 130 s; BENCH_ONLY=embedded leaves Zeebe and the page out.
import { eventually } from '../support/eventually.ts';
import { connectGateway } from './gateway-client.ts';
import type { GatewayClient } from './gateway-client.ts';
import { percentile, rateOf, type Rate } from './load.ts';
import { machine } from './machine.ts';
import { table, today, writePart } from './page.ts';
import { serveEmbedded, serveZeebe, type Served } from './served.ts';
import { create, deployAll, withWorker, workloads } from './workloads.ts';

const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const withZeebe = process.env.BENCH_ONLY !== 'embedded';
const SETTLE_MS = 1_500;
/** So long each engine works before anything counts: both compile what is hot while they run. */
const WARM_UP_MS = 25_000;
const CEILING = 'gRPC alone (Topology)';

interface Contender {
  readonly name: 'embedded' | 'zeebe';
  readonly served: Served;
  readonly client: GatewayClient;
  readonly rates: Record<string, Rate[]>;
  /** Of each round. */
  readonly latenciesMs: number[][];
}

async function contender(name: Contender['name'], served: Served): Promise<Contender> {
  const client = connectGateway(served.address);
  await eventually(`${name} to take deployments`, () => deployAll(client).then(() => true), 60_000);
  return { name, served, client, rates: {}, latenciesMs: [] };
}

/** Only this one runs meanwhile: the threads of the other, though idle, would be seen in its slowest answers. */
async function alone<T>({ served }: Contender, work: () => Promise<T>): Promise<T> {
  served.resume();
  const done = await work();
  served.pause();
  return done;
}

async function warmUp({ name, client, served }: Contender): Promise<void> {
  say(`${name}: warm-up`);
  for (const { start, underWay } of workloads) {
    const { once, stop } = start(client);
    await rateOf(once, { underWay, settleMs: 0, measureMs: WARM_UP_MS / workloads.length, pid: served.pid });
    stop();
  }
}

async function measure({ name, served, rates }: Contender, what: string, underWay: number, once: () => Promise<unknown>, settleMs = SETTLE_MS): Promise<void> {
  const rate = await rateOf(once, { underWay, settleMs, measureMs: seconds * 1000, pid: served.pid });
  (rates[what] ??= []).push(rate);
  say(`${name}: ${what} ${perSecond(rate.perSecond)} /s, server ${cores(rate.serverCores)}, client ${cores(rate.clientCores)}`);
}

/**
 * One after the other: create, the job comes, completed. The client collects its garbage between them: the objects of Node's HTTP/2 client live long,
 * and a pause of 5 to 15 ms in the middle of one in a hundred would be taken for the engine's.
 */
async function measureLatency({ name, client, latenciesMs }: Contender): Promise<void> {
  const own: number[] = [];
  const { once, stop } = withWorker(client, 'bench-one', 1, async (wait) => wait(await create(client, 'one-task')));
  const settled = performance.now() + SETTLE_MS;
  global.gc!();
  for (const until = settled + seconds * 1000; performance.now() < until;) {
    if (own.length % 25 === 0) global.gc!({ type: 'minor' });
    const began = performance.now();
    await once();
    if (began > settled) own.push(performance.now() - began);
  }
  stop();
  latenciesMs.push(own);
  say(`${name}: create → job → completed ${percentile(own, 0.5).toFixed(2)} ms, p99 ${percentile(own, 0.99).toFixed(2)} ms`);
}

const began = performance.now();
function say(text: string): void {
  console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${text}`);
}

/** Three digits where there are few. */
const perSecond = (rate: number) => (rate < 100 ? rate.toPrecision(3) : rate.toFixed(0));
const cores = (share: number | undefined) => (share === undefined ? '?' : `${(share * 100).toFixed(0)} %`);
const median = (values: readonly number[]) => percentile(values, 0.49);
const medianOf = ({ rates }: Contender, what: string) => median(rates[what]!.map(({ perSecond }) => perSecond));
const latencyOf = ({ latenciesMs }: Contender, share: number) => median(latenciesMs.map((round) => percentile(round, share)));

const embedded = await contender('embedded', await serveEmbedded());
const zeebe = withZeebe ? await contender('zeebe', await serveZeebe()) : undefined;
const contenders = [embedded, zeebe].filter((each) => each !== undefined);
for (const { served } of contenders) served.pause();
for (const each of contenders) await alone(each, () => warmUp(each));
for (let round = 1; round <= rounds; round++) {
  say(`round ${round} of ${rounds}`);
  // Each is first as often as the other.
  const order = round % 2 === 1 ? contenders : [...contenders].reverse();
  for (const each of order) await alone(each, () => measure(each, CEILING, 64, () => each.client.call('Topology', {})));
  for (const { name, start, underWay, settleMs } of workloads) {
    for (const each of order) {
      await alone(each, async () => {
        const { once, stop } = start(each.client);
        await measure(each, name, underWay, once, settleMs);
        stop();
      });
    }
  }
  for (const each of order) await alone(each, () => measureLatency(each));
}
if (zeebe !== undefined) writePart('engine', report(embedded, zeebe));
for (const each of contenders) {
  each.client.close();
  each.served.resume();
  await each.served.stop();
}
process.exit(0);

function report(ours: Contender, theirs: Contender): string {
  const ceiling = medianOf(ours, CEILING);
  const rows = workloads.map(({ name, calls }) => {
    const [own, other] = [medianOf(ours, name), medianOf(theirs, name)];
    const last = ours.rates[name]!.at(-1)!;
    return [name, `${perSecond(own)} /s`, `${perSecond(other)} /s`, `${(own / other).toFixed(1)}×`,
      `${((own * calls * 100) / ceiling).toFixed(0)} %`, `${cores(last.serverCores)} / ${cores(last.clientCores)}`];
  });
  const latency = (share: number) => {
    const [own, other] = [latencyOf(ours, share), latencyOf(theirs, share)];
    return [`create → job → completed, p${share * 100}`, `${own.toFixed(1)} ms`, `${other.toFixed(1)} ms`, `${(other / own).toFixed(1)}×`, '', ''];
  };
  return `\`npm run bench:engine\`, ${today()}: ${machine()}.

${table(['what', 'embedded engine', 'Zeebe 8.5.8', 'times', 'of the gRPC ceiling', 'CPU: engine / client'], [...rows, latency(0.5), latency(0.99)])}

Both engines are measured in turns, the other one stopped (SIGSTOP) meanwhile, ${rounds} rounds of ${seconds} s for each figure, medians; the same bare gRPC client,
on the same machine and its same disk. Zeebe has one partition, streamed jobs, a heap of up to 4 GB and otherwise its own defaults. Both worked ${WARM_UP_MS / 1000} s
before anything counted. An answer leaves either engine after its commit is on disk. Under way at a time: ${workloads.map(({ name, underWay }) => `${underWay} (${name})`).join(', ')}.
The gRPC ceiling is what this client gets from the embedded gateway with calls that do nothing (Topology): ${ceiling.toFixed(0)} /s here. CPU is of one core. Latency is of
one instance after the other, without the client's own garbage collection.`;
}
