import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { BusinessError } from '../../connectors/runtime/errors.ts';
import { silent } from '../../connectors/runtime/log.ts';
import { noMetrics } from '../../connectors/runtime/metrics.ts';
import { startWorker } from '../../connectors/runtime/worker.ts';
import type { Worker } from '../../connectors/runtime/worker.ts';
import { projectRoot } from '../../server/project-root.ts';
import { startGateway } from '../connectors/gateway.ts';
import type { Gateway, SeenRecord } from '../connectors/gateway.ts';
import { eventually } from '../support/eventually.ts';

type Variables = Readonly<Record<string, unknown>>;

const folder = path.join(projectRoot(), 'workflows');
const diagrams = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bpmn'))
  .map((name) => ({ name: path.basename(name), content: readFileSync(path.join(folder, name), 'utf8') }));

/** The plant's side, played: every step answers what its connector would. */
const answers: Record<string, (input: Variables) => Record<string, unknown>> = {
  'mes:start-order': () => ({ operations: [{ jobOrderId: 'J1' }, { jobOrderId: 'J2' }], lotId: 'LOT1' }),
  'mes:start-operation': () => ({ workCenterId: 'BOX3', scaleConnectionId: 'scale-box3' }),
  'modbus:write': () => ({}),
  'mes:complete-operation': () => ({}),
  'mes:complete-order': () => ({}),
  'mes:scrap-order': () => ({}),
  'erp:report-performance': () => ({}),
  'mes:place-hold': ({ jobOrderId }) => ({ holdId: `H-${String(jobOrderId)}` }),
  'mes:release-hold': () => ({}),
  'mes:scrap-lot': () => ({}),
  'mes:open-ticket': ({ faultId }) => ({ ticketId: `T-${String(faultId)}`, crewEmails: ['crew@plant.example'], supervisorEmails: ['boss@plant.example'], acknowledgeUrl: 'http://plant/t/1', escalateAfter: 'PT1S' }),
  'mes:escalate-ticket': () => ({}),
  'mail:send': () => ({}),
  'mes:close-ticket': () => ({}),
};

const inputNames = [
  'orderId', 'jobOrderId', 'connection', 'area', 'address', 'values', 'targetType', 'targetId', 'reasonCode', 'reason', 'holdId', 'equipmentId', 'fault', 'faultId', 'severity',
  'since', 'to', 'template', 'ticketId',
];

describe('paths through the shipped processes', function () {
  this.timeout(60_000);
  let gateway: Gateway;
  let workers: Worker[];
  const seen: { type: string; input: Variables; instance: string }[] = [];
  let scaleAnswers = true;

  before(async function () {
    this.timeout(120_000);
    gateway = await startGateway();
    await gateway.client.deploy(diagrams);
    workers = Object.entries(answers).map(([type, answer]) =>
      startWorker(gateway.client, {
        type, inputNames, retries: 3, backOff: { firstMs: 50, maxMs: 100 }, timeoutMs: 30_000, concurrency: 8,
        run(input, { job }) {
          if (type === 'modbus:write' && !scaleAnswers) throw new BusinessError('MACHINE_UNAVAILABLE', 'no answer');
          seen.push({ type, input, instance: job.processInstanceKey });
          return Promise.resolve(answer(input));
        },
      }, { name: 'plant', log: silent, metrics: noMetrics }));
  });
  after(async () => {
    await Promise.all(workers.map((worker) => worker.stop(1000)));
    await gateway.close();
  });
  beforeEach(() => {
    seen.length = 0;
    scaleAnswers = true;
  });

  const same = (value: unknown, key: string) => String(value) === key;
  /** The user tasks that an instance, or one that it called, has open. */
  async function openTasks(elementId: string, matching: (instance: string) => Promise<boolean> | boolean): Promise<SeenRecord[]> {
    const records = (await gateway.records()).filter((record) => record.recordType === 'EVENT' && record.valueType === 'USER_TASK');
    const ended = new Set(records.filter(({ intent }) => intent === 'COMPLETED' || intent === 'CANCELED').map(({ key }) => String(key)));
    const open = records.filter(({ intent, key, value }) => intent === 'CREATED' && value.elementId === elementId && !ended.has(String(key)));
    const mine: SeenRecord[] = [];
    for (const task of open) if (await matching(String(task.value.processInstanceKey))) mine.push(task);
    return mine;
  }
  /** Whether `instance` is `ancestor` or was called by it, over any number of levels. */
  const under = (ancestor: string) => async (instance: string): Promise<boolean> => {
    if (instance === ancestor) return true;
    const process = (await gateway.records()).find((record) => record.valueType === 'PROCESS_INSTANCE' && record.intent === 'ELEMENT_ACTIVATING' && same(record.value.processInstanceKey, instance) && record.value.bpmnElementType === 'PROCESS');
    const parent = String(process?.value.parentProcessInstanceKey ?? '-1');
    return parent !== '-1' && (await under(ancestor)(parent));
  };
  async function completeTasks(elementId: string, count: number, instance: string, variables: (task: SeenRecord) => Record<string, unknown>): Promise<void> {
    const tasks = await eventually(`${count} task(s) ${elementId}`, async () => {
      const open = await openTasks(elementId, under(instance));
      return open.length >= count && open;
    });
    for (const task of tasks.slice(0, count)) await gateway.client.completeUserTask({ userTaskKey: String(task.key), kind: 'native', variables: variables(task) });
  }
  const completed = (instance: string, elementId: string) =>
    gateway.event('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', (value) => same(value.processInstanceKey, instance) && value.elementId === elementId);
  const releaseOrder = async () => (await gateway.client.createInstance({ bpmnProcessId: 'production-order', variables: { orderId: 'O1', commandId: 'c1' } })).processInstanceKey;
  const steps = () => seen.map(({ type }) => type);

  it('an order whose components are all within tolerance is completed and reported', async () => {
    const order = await releaseOrder();
    await completeTasks('weigh', 2, order, () => ({ outcome: 'Done' }));
    await completed(order, 'order-completed');
    expect(steps().filter((type) => type === 'mes:complete-operation')).to.have.lengthOf(2);
    expect(steps().slice(-2)).to.deep.equal(['mes:complete-order', 'erp:report-performance']);
    expect(seen.find(({ type }) => type === 'modbus:write')?.input).to.deep.include({ connection: 'scale-box3', area: 'coil', address: 0, values: [true] });
  });

  it('a scale that does not answer leaves the weighing to the operator', async () => {
    scaleAnswers = false;
    const order = await releaseOrder();
    await completeTasks('weigh', 2, order, () => ({ outcome: 'Done' }));
    await completed(order, 'order-completed');
  });

  it('a deviation that the inspector releases goes on', async () => {
    const order = await releaseOrder();
    let first = true;
    await completeTasks('weigh', 2, order, () => {
      const outcome = first ? 'Deviation' : 'Done';
      first = false;
      return { outcome, targetType: 'lot', targetId: 'LOT1', reasonCode: 'out-of-tolerance', reason: '9 kg instead of 5 kg' };
    });
    await completeTasks('disposition', 1, order, () => ({ decision: 'Release', comment: 'fine' }));
    await completed(order, 'order-completed');
    expect(seen.find(({ type }) => type === 'mes:place-hold')?.input).to.include({ targetType: 'lot', targetId: 'LOT1', reasonCode: 'out-of-tolerance', reason: '9 kg instead of 5 kg' });
    expect(steps()).to.include('mes:release-hold').and.not.include('mes:scrap-lot');
  });

  it('a scrapped lot ends the order, and the weighings that were still open', async () => {
    const order = await releaseOrder();
    await eventually('both weighings', async () => (await openTasks('weigh', under(order))).length === 2);
    await completeTasks('weigh', 1, order, () => ({ outcome: 'Deviation', targetType: 'lot', targetId: 'LOT1', reasonCode: 'out-of-tolerance', reason: 'too much' }));
    await completeTasks('disposition', 1, order, () => ({ decision: 'Scrap', comment: 'contaminated' }));
    await completed(order, 'order-scrapped');
    expect(steps().slice(-3)).to.deep.equal(['mes:scrap-lot', 'mes:scrap-order', 'erp:report-performance']);
    await eventually('the other weighing to be called off', async () => (await openTasks('weigh', under(order))).length === 0);
  });

  it('a hold that a person asks for waits for the inspector', async () => {
    const message = { name: 'quality-hold-requested', correlationKey: 'H9', messageId: 'H9', ttlMs: 1000, variables: { holdId: 'H9', targetType: 'order', targetId: 'O7', reasonCode: 'customer', reason: 'asked to wait', jobOrderId: null } };
    await gateway.client.publishMessage(message);
    const { instance, input } = await eventually('the hold', () => Promise.resolve(seen.find(({ type }) => type === 'mes:place-hold')));
    expect(input).to.include({ holdId: 'H9', targetType: 'order', targetId: 'O7' });
    await completeTasks('disposition', 1, instance, () => ({ decision: 'Release', comment: 'agreed' }));
    await completed(instance, 'hold-released');
  });

  it('a fault that nobody answers is escalated, three times at most, and ends when the ticket is closed', async () => {
    const fault = { equipmentId: 'BOX3', fault: 'load cell', faultId: 'F1', severity: 'high', since: '2026-11-23T05:31:00.000Z' };
    await gateway.client.publishMessage({ name: 'machine-fault', correlationKey: 'BOX3', messageId: 'F1', ttlMs: 1000, variables: fault });
    await eventually('three escalations', () => Promise.resolve(steps().filter((type) => type === 'mes:escalate-ticket').length === 3));
    const { instance } = seen[0]!;
    await gateway.client.publishMessage({ name: 'ticket-acknowledged', correlationKey: 'T-F1', messageId: 'T-F1', ttlMs: 5000, variables: { acknowledgedBy: 'Kim' } });
    await completeTasks('repair', 1, instance, () => ({ cause: 'sensor', action: 'replaced' }));
    await completed(instance, 'ticket-closed');
    expect(seen.filter(({ type }) => type === 'mail:send').map(({ input }) => [input.template, input.to])).to.deep.equal([
      ['ticket-opened', ['crew@plant.example']], ...Array.from({ length: 3 }, () => ['ticket-escalated', ['boss@plant.example']]),
    ]);
    expect(steps().at(-1)).to.equal('mes:close-ticket');
  });

  it('a fault that is answered at once is not escalated', async () => {
    const fault = { equipmentId: 'BOX1', fault: 'load cell', faultId: 'F2', severity: 'high', since: '2026-11-23T05:31:00.000Z' };
    await gateway.client.publishMessage({ name: 'ticket-acknowledged', correlationKey: 'T-F2', messageId: 'T-F2', ttlMs: 20_000, variables: {} });
    await gateway.client.publishMessage({ name: 'machine-fault', correlationKey: 'BOX1', messageId: 'F2', ttlMs: 1000, variables: fault });
    const { instance } = await eventually('the ticket', () => Promise.resolve(seen.find(({ type }) => type === 'mes:open-ticket')));
    await completeTasks('repair', 1, instance, () => ({ cause: 'wear', action: 'oiled' }));
    await completed(instance, 'ticket-closed');
    expect(steps()).to.not.include('mes:escalate-ticket');
  });
});
