import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Decimal } from 'decimal.js';
import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startTakt } from '../support/takt.ts';
import type { RunningTakt } from '../support/takt.ts';
import { mails, message, openTask, orderIn, release, signInAll, weighingTask, weighings } from '../story/story.ts';
import type { People } from '../story/story.ts';

const kills = Number(process.env.CHAOS_KILLS ?? 8);
/** Under steady kills a step may be begun several times before it is done. */
const waitMs = 240_000;
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);

/** The whole Takt is killed again and again while people work: what was answered stays, and nothing happens twice. */
describe(`the story under ${kills} kills (CHAOS_SEED=${seed})`, function () {
  this.timeout(120_000 + kills * 30_000);
  const random = seededRandom(seed);
  const reports = new Map<string, number>();
  const erp = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      response.writeHead(202).end();
      // The demo plant reports an order of its own.
      if (!body.includes('CHAOS-')) return;
      const key = String(request.headers['idempotency-key']);
      reports.set(key, (reports.get(key) ?? 0) + 1);
    });
  });
  let takt: RunningTakt;
  let people: People;

  before(async () => {
    await new Promise<void>((resolve) => erp.listen(0, '127.0.0.1', resolve));
    takt = await startTakt({ env: { ERP_URL: `http://127.0.0.1:${(erp.address() as AddressInfo).port}/reports` } });
    people = await signInAll(takt.url);
  });
  after(async () => {
    await takt?.dispose();
    erp.close();
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') console.log(takt?.output().split('\n').slice(-40).join('\n'));
  });

  it('keeps what was answered and does nothing twice', async () => {
    let killed = 0;
    let working = true;
    const killing = (async () => {
      while (working && killed < kills) {
        await new Promise((resolve) => setTimeout(resolve, 100 + random() * 3_000));
        await takt.kill();
        killed++;
        // Some kills strike while it is still starting.
        while (killed < kills && random() < 0.3) {
          takt.launch();
          await new Promise((resolve) => setTimeout(resolve, random() * 1_500));
          await takt.kill();
          killed++;
        }
        await takt.start();
      }
    })();

    const done: string[] = [];
    try {
      do {
        const id = `CHAOS-${done.length + 1}`;
        await playOrder(people, id, done.length % 2 === 1);
        done.push(id);
      } while (killed < kills);
    } finally {
      working = false;
      await killing;
    }

    for (const [index, id] of done.entries()) {
      const withHold = index % 2 === 1;
      const { instances } = await people.planner.get<{ instances: { bpmnProcessId: string }[] }>(`/api/lots/L-${id}/process`);
      const count = (process: string) => instances.filter(({ bpmnProcessId }) => bpmnProcessId === process).length;
      expect([count('production-order'), count('weigh-component'), count('quality-hold')], `processes of ${id}`).to.deep.equal([1, 4, withHold ? 1 : 0]);
      const { edges } = await people.planner.get<{ edges: { from: string; to: string; quantity: string }[] }>(`/api/lots/L-${id}/genealogy`);
      const into = edges.filter(({ to }) => to === `L-${id}`).map(({ from, quantity }) => `${from} ${quantity}`).sort();
      expect(into, `consumption of ${id}`).to.deep.equal(['CRBN0001-C 0.811', 'CRBN0001-C 5', `CRBN0002-C ${withHold ? '9' : '5'}`, 'CRBN0003-C 1'].sort());
    }
    const left = (perOrder: string, extra = '0') => new Decimal('1000').minus(new Decimal(perOrder).times(done.length)).minus(new Decimal(extra).times(Math.floor(done.length / 2))).toFixed();
    for (const [lot, quantity] of [['CRBN0001-C', left('5.811')], ['CRBN0002-C', left('5', '4')], ['CRBN0003-C', left('1')]] as const)
      expect((await people.operator.get<{ quantity: string }>(`/api/lots/${lot}`)).quantity, lot).to.equal(quantity);
    await eventually('every order to be reported', async () => reports.size === done.length, 120_000);
    console.log(`      ${killed} kills, ${done.length} orders, reports sent ${[...reports.values()].reduce((sum, times) => sum + times, 0)} times under ${reports.size} keys`);
  });

  it('opens one ticket and sends one mail for a fault, killed in between', async () => {
    for (let strike = 0; strike < Math.min(4, kills); strike++) {
      // The simulated machine forgets its fault with the process, so it fails anew until the plant has heard of it.
      await people.operator.post('/api/simulation/BOX1', { fault: true });
      await new Promise((resolve) => setTimeout(resolve, random() * 800));
      await takt.kill();
      await takt.start();
    }
    await people.operator.post('/api/simulation/BOX1', { fault: true });
    const tickets = await eventually('the ticket', async () => {
      const { items } = await people.maintenance.get<{ items: { id: string; equipmentId: string | null }[] }>('/api/tickets');
      const own = items.filter(({ equipmentId }) => equipmentId === 'BOX1');
      return own.length > 0 ? own : undefined;
    }, 60_000);
    await eventually('the mail', async () => (await mails(people.maintenance)).some((mail) => mail.ticketId === tickets[0]!.id), 60_000);
    expect(tickets).to.have.length(1);
    const toCrew = (await mails(people.maintenance)).filter((mail) => mail.ticketId === tickets[0]!.id && mail.to.includes('maintenance'));
    expect(toCrew).to.have.length(1);
  });
});

/** An order of four small weighings from its message to its completion; with a deviation and its release where asked. */
async function playOrder({ planner, operator, inspector }: People, id: string, withHold: boolean): Promise<void> {
  await stock(planner);
  const amounts = ['5', '5', '0.811', '1'];
  const lines = weighings.map(({ materialId, workCenterId }, index) => ({ materialId, workCenterId, quantity: amounts[index]!, unit: 'kg' }));
  await planner.post('/api/orders', { id, materialId: 'SO1215', quantity: '1', unit: 'kg', lines }, `create-${id}`);
  await release(planner, id);
  for (const [index, weighing] of weighings.entries()) {
    const lotId = weighing.lotId.replace('-A', '-C');
    const task = await weighingTask(operator, id, { ...weighing, target: amounts[index]! }, waitMs);
    const deviates = withHold && index === 1;
    await operator.post(`/api/tasks/${task.key}/complete`, {
      values: { lotId, quantity: deviates ? '9' : amounts[index], unit: 'kg', source: 'manual', ...(deviates ? { reportDeviation: true, comment: 'Too much' } : {}) },
    }, `weigh-${task.key}`);
    if (!deviates) continue;
    const disposition = await openTask(inspector, 'to decide on the hold', (one) => one.formId === 'disposition' && one.lotId === `L-${id}`, waitMs);
    await inspector.post(`/api/tasks/${disposition.key}/complete`, { values: { decision: 'Release', comment: 'Accepted' } }, `dispose-${disposition.key}`);
    await eventually('the hold to be lifted', async () => {
      const { blocked } = await weighingTask(operator, id, { ...weighings[2], target: amounts[2]! }, waitMs);
      return blocked.length === 0;
    }, waitMs);
  }
  await orderIn(planner, 'Completed', id, waitMs);
}

/** A thousand kilograms of each component in lots of their own, received once. */
async function stock(planner: People['planner']): Promise<void> {
  for (const materialId of ['CRBN0001', 'CRBN0002', 'CRBN0003']) {
    const { items } = await planner.get<{ items: { id: string }[] }>(`/api/lots?q=${materialId}-C`);
    if (items.length === 0) await planner.post('/api/lots', { id: `${materialId}-C`, materialId, quantity: '1000', unit: 'kg', expiresAt: '2099-01-01T00:00:00Z' }, `receive-${materialId}`);
  }
}

// The real schedule is taken in under the kills, too.
describe('the ERP\'s message under a kill', function () {
  this.timeout(120_000);

  it('is there whole or not at all', async () => {
    const takt = await startTakt();
    try {
      const { planner } = await signInAll(takt.url);
      const sending = planner.postXml('/api/erp/b2mml', message('schedule'));
      await takt.kill();
      await takt.start();
      await sending;
      const order = await planner.get<{ requirements: unknown[] }>('/api/orders/258456');
      expect(order.requirements).to.have.length(7);
    } finally {
      await takt.dispose();
    }
  });
});
