// `npm run bench:engine`: the embedded engine and real Zeebe 8.5.8, one after the other in one run, by the same client.
// Writes docs/benchmarks.md. Figures, never tests: machines differ.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../server/project-root.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { startZeebe } from '../support/zeebe.ts';
import { hundredfold, message, oneTask, tenSteps, timer } from './diagrams.ts';
import { connectGateway } from './gateway-client.ts';
import type { GatewayClient } from './gateway-client.ts';

const inFlight = Number(process.env.BENCH_IN_FLIGHT ?? 64);
const seconds = Number(process.env.BENCH_SECONDS ?? 15);
const rounds = Number(process.env.BENCH_ROUNDS ?? 2);

interface Figures {
  readonly perSecond: Record<string, number>;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Runs `once` with a fixed number under way for the time, after a warm-up; gives completions per second. */
async function throughput(once: () => Promise<unknown>, underWay = inFlight): Promise<number> {
  const run = async (durationMs: number): Promise<number> => {
    const until = performance.now() + durationMs;
    const began = performance.now();
    let completed = 0;
    await Promise.all(Array.from({ length: underWay }, async () => {
      while (performance.now() < until) {
        await once();
        completed++;
      }
    }));
    return (completed * 1000) / (performance.now() - began);
  };
  await run((seconds * 1000) / 3);
  return run(seconds * 1000);
}

/** Resolves `once(instanceKey)` when the last job of that instance has been completed. */
function completions(client: GatewayClient, type: string, isLast: (job: { count: number }) => boolean = () => true): { wait(key: string): Promise<void>; stop(): void } {
  const waiting = new Map<string, { resolve: () => void; count: number }>();
  const early = new Map<string, number>();
  const done = (key: string): void => {
    const entry = waiting.get(key);
    if (entry === undefined) {
      early.set(key, (early.get(key) ?? 0) + 1);
      return;
    }
    entry.count++;
    if (!isLast(entry)) return;
    waiting.delete(key);
    entry.resolve();
  };
  const stop = client.streamJobs(type, ({ key, processInstanceKey }) => {
    client.call('CompleteJob', { jobKey: key, variables: '{}' }).then(() => done(processInstanceKey), () => done(processInstanceKey));
  });
  return {
    stop,
    wait: (key) => new Promise((resolve) => {
      const entry = { resolve, count: early.get(key) ?? 0 };
      early.delete(key);
      if (entry.count > 0 && isLast(entry)) return resolve();
      waiting.set(key, entry);
    }),
  };
}

async function measure(address: string): Promise<Figures> {
  const client = connectGateway(address);
  const deploy = (name: string, xml: string) => client.call('DeployResource', { resources: [{ name, content: Buffer.from(xml) }] });
  await eventually('the engine to take a deployment', async () => (await deploy('one.bpmn', oneTask)) && true, 60_000);
  for (const [name, xml] of [['ten.bpmn', tenSteps], ['message.bpmn', message], ['timer.bpmn', timer], ['hundred.bpmn', hundredfold]] as const) await deploy(name, xml);
  const create = async (bpmnProcessId: string, variables: object = {}): Promise<string> =>
    String((await client.call('CreateProcessInstance', { bpmnProcessId, version: -1, variables: JSON.stringify(variables) })).processInstanceKey);

  const perSecond: Record<string, number> = {};
  const one = completions(client, 'bench-one');
  perSecond['one-task instance'] = await throughput(async () => one.wait(await create('one-task')));
  const latencies: number[] = [];
  for (const until = performance.now() + seconds * 1000; performance.now() < until;) {
    const began = performance.now();
    const key = await create('one-task');
    await one.wait(key);
    latencies.push(performance.now() - began);
  }
  one.stop();

  // Four jobs an instance: first, left, right, last.
  const ten = completions(client, 'bench-ten', ({ count }) => count >= 4);
  const order = { order: { id: 'A-1', quantity: 21, lines: ['x', 'y'] } };
  perSecond['ten steps, gateways, mappings'] = await throughput(async () => ten.wait(await create('ten-steps', order)));
  ten.stop();

  const correlated = completions(client, 'bench-message');
  let correlation = 0;
  perSecond['message correlation'] = await throughput(async () => {
    const key = `bench-${process.pid}-${++correlation}`;
    const instance = await create('waits-for-message', { key });
    await client.call('PublishMessage', { name: 'arrived', correlationKey: key, timeToLive: 60_000, messageId: '', variables: '{}' });
    await correlated.wait(instance);
  });
  correlated.stop();

  const timed = completions(client, 'bench-timer');
  perSecond['timer of 1 s'] = await throughput(async () => timed.wait(await create('waits-for-timer')), inFlight * 16);
  timed.stop();

  const hundred = completions(client, 'bench-hundred-done');
  const each = client.streamJobs('bench-hundred', ({ key }) => void client.call('CompleteJob', { jobKey: key, variables: '{}' }).catch(() => undefined));
  perSecond['100-way multi-instance'] = await throughput(async () => hundred.wait(await create('hundredfold')), 4);
  each();
  hundred.stop();
  client.close();
  latencies.sort((a, b) => a - b);
  return { perSecond, p50Ms: latencies[Math.floor(latencies.length * 0.5)]!, p99Ms: latencies[Math.floor(latencies.length * 0.99)]! };
}

async function measureEmbedded(): Promise<Figures> {
  const data = mkdtempSync(path.join(tmpdir(), 'takt-bench-'));
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(projectRoot(), 'dist/server/engine-main.js'), '--port', String(port), '--rest-port', '0', '--data', data], { stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    return await measure(`127.0.0.1:${port}`);
  } finally {
    child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
}

async function measureZeebe(): Promise<Figures> {
  const zeebe = await startZeebe({ javaOptions: '-Xmx4g' });
  try {
    return await measure(zeebe.grpcAddress);
  } finally {
    await zeebe.stop();
  }
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;

const embedded: Figures[] = [];
const zeebe: Figures[] = [];
for (let round = 0; round < rounds; round++) {
  embedded.push(await measureEmbedded());
  zeebe.push(await measureZeebe());
  console.log(`round ${round + 1}`, embedded.at(-1), zeebe.at(-1));
}

const rows = Object.keys(embedded[0]!.perSecond).map((name) => {
  const ours = median(embedded.map((figures) => figures.perSecond[name]!));
  const theirs = median(zeebe.map((figures) => figures.perSecond[name]!));
  return `| ${name} | ${ours.toFixed(0)} /s | ${theirs.toFixed(0)} /s | ${(ours / theirs).toFixed(1)}× |`;
});
for (const [name, pick] of [['create → job → completed, p50', 'p50Ms'], ['create → job → completed, p99', 'p99Ms']] as const) {
  const ours = median(embedded.map((figures) => figures[pick]));
  const theirs = median(zeebe.map((figures) => figures[pick]));
  rows.push(`| ${name} | ${ours.toFixed(1)} ms | ${theirs.toFixed(1)} ms | ${(theirs / ours).toFixed(1)}× |`);
}
const page = `# Benchmarks

\`npm run bench:engine\`, ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpus()[0]!.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}.
Both engines in one run, in turns, ${rounds} rounds of ${seconds} s after a warm-up, medians; the same bare gRPC client on the same machine,
${inFlight} instances in flight (timers: ${inFlight * 16}, multi-instance: 4); each answer after its commit is on disk. Zeebe 8.5.8 with one partition, 4 GB heap
and otherwise its own defaults.

| what | embedded engine | Zeebe 8.5.8 | |
|---|---|---|---|
${rows.join('\n')}
`;
writeFileSync(path.join(projectRoot(), 'docs/benchmarks.md'), page);
console.log(page);
process.exit(0);
