import { hundredfold, message, oneTask, tenSteps, timer } from './diagrams.ts';
import type { GatewayClient } from './gateway-client.ts';
import { atMost } from './load.ts';

export interface Workload {
  readonly name: string;
  /** Instances kept under way. */
  readonly underWay: number;
  /** Until as many are under way as shall be; by default a moment. */
  readonly settleMs?: number;
  /** Unary calls that one instance takes. */
  readonly calls: number;
  /** Opens the workers; `once` plays an instance to its end. */
  start(client: GatewayClient): { once(): Promise<void>; stop(): void };
}

const IN_FLIGHT = 64;
/** As many as wait for their timer at a time: enough for several thousand a second. */
const TIMERS = 3_072;

export const workloads: readonly Workload[] = [
  {
    name: 'one-task instance', underWay: IN_FLIGHT, calls: 2,
    start: (client) => withWorker(client, 'bench-one', 1, async (wait) => wait(await create(client, 'one-task'))),
  },
  {
    name: 'ten steps, gateways, mappings', underWay: IN_FLIGHT, calls: 5,
    // Four jobs an instance: first, left, right, last.
    start: (client) => withWorker(client, 'bench-ten', 4, async (wait) =>
      wait(await create(client, 'ten-steps', { order: { id: 'A-1', quantity: 21, lines: ['x', 'y'] } }))),
  },
  {
    name: 'message correlation', underWay: IN_FLIGHT, calls: 3,
    start: (client) => withWorker(client, 'bench-message', 1, async (wait) => {
      const correlationKey = uniqueKey();
      const instance = await create(client, 'waits-for-message', { key: correlationKey });
      await client.call('PublishMessage', { name: 'arrived', correlationKey, timeToLive: 60_000, messageId: '', variables: '{}' });
      await wait(instance);
    }),
  },
  {
    name: 'timer of 1 s', underWay: TIMERS, settleMs: 4_000, calls: 2,
    start: (client) => {
      const createOne = atMost(IN_FLIGHT, () => create(client, 'waits-for-timer'));
      return withWorker(client, 'bench-timer', 1, async (wait) => wait(await createOne()));
    },
  },
  {
    name: '100-way multi-instance', underWay: 8, calls: 102,
    start: (client) => {
      const complete = atMost(IN_FLIGHT * 2, (jobKey: string) => client.call('CompleteJob', { jobKey, variables: '{}' }));
      const stopInner = client.streamJobs('bench-hundred', ({ key }) => void complete(key).catch(() => undefined));
      const { once, stop } = withWorker(client, 'bench-hundred-done', 1, async (wait) => wait(await create(client, 'hundredfold')));
      return { once, stop: () => { stopInner(); stop(); } };
    },
  },
];

export async function deployAll(client: GatewayClient): Promise<void> {
  const diagrams = { 'one.bpmn': oneTask, 'ten.bpmn': tenSteps, 'message.bpmn': message, 'timer.bpmn': timer, 'hundred.bpmn': hundredfold };
  for (const [name, xml] of Object.entries(diagrams)) await client.call('DeployResource', { resources: [{ name, content: Buffer.from(xml) }] });
}

export async function create(client: GatewayClient, bpmnProcessId: string, variables: object = {}): Promise<string> {
  return String((await client.call('CreateProcessInstance', { bpmnProcessId, version: -1, variables: JSON.stringify(variables) })).processInstanceKey);
}

let keys = 0;
function uniqueKey(): string {
  return `bench-${process.pid}-${++keys}`;
}

/** A worker that completes every job of the type at once; `wait` resolves when that many of the instance's jobs are completed. */
export function withWorker(
  client: GatewayClient, type: string, jobsEach: number, play: (wait: (instanceKey: string) => Promise<void>) => Promise<void>,
): { once(): Promise<void>; stop(): void } {
  const done = new Map<string, number>();
  const waiting = new Map<string, () => void>();
  const settle = (instanceKey: string) => {
    const resolve = waiting.get(instanceKey);
    if (resolve === undefined || (done.get(instanceKey) ?? 0) < jobsEach) return;
    waiting.delete(instanceKey);
    done.delete(instanceKey);
    resolve();
  };
  const stop = client.streamJobs(type, ({ key, processInstanceKey }) => {
    const completed = () => {
      done.set(processInstanceKey, (done.get(processInstanceKey) ?? 0) + 1);
      settle(processInstanceKey);
    };
    client.call('CompleteJob', { jobKey: key, variables: '{}' }).then(completed, completed);
  });
  const wait = (instanceKey: string) => new Promise<void>((resolve) => {
    waiting.set(instanceKey, resolve);
    settle(instanceKey);
  });
  return { stop, once: () => play(wait) };
}
