import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { eventually } from '../support/eventually.ts';
import { startTakt } from '../support/takt.ts';
import type { RunningTakt } from '../support/takt.ts';
import { getOrder, linkIn, mails, message, messages, openTask, order, orderIn, putOnScale, release, signInAll, weigh, weighings, weighingTask } from './story.ts';
import type { Mail, People } from './story.ts';

/** From the ERP's message to the finished, reported lot, through the API of a Takt that runs as `npm start` runs it. */
describe('the walking plant', function () {
  this.timeout(180_000);
  let takt: RunningTakt;
  let people: People;
  const reports: { body: string; key: string | undefined }[] = [];
  const erp = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      reports.push({ body, key: request.headers['idempotency-key'] as string | undefined });
      response.writeHead(202).end();
    });
  });

  before(async () => {
    await new Promise<void>((resolve) => erp.listen(0, '127.0.0.1', resolve));
    takt = await startTakt({ env: { ERP_URL: `http://127.0.0.1:${(erp.address() as AddressInfo).port}/reports`, ESCALATE_AFTER: 'PT4S' } });
    people = await signInAll(takt.url);
  });
  after(async () => {
    await takt?.dispose();
    erp.close();
  });
  afterEach(function () {
    if (this.currentTest?.state === 'failed') console.log(takt?.output().split('\n').slice(-30).join('\n'));
  });

  it('tells what it is, what is up, and how it is measured', async () => {
    const health = (await (await fetch(`${takt.url}/api/health`)).json()) as { status: string; parts: Record<string, { status: string }> };
    expect(health.status).to.equal('up');
    expect(Object.keys(health.parts)).to.include.members(['database', 'engine', 'mqtt', 'mail', 'simulation']);
    expect(await (await fetch(`${takt.url}/metrics`)).text()).to.contain('takt_http_request_seconds');
    expect(await (await fetch(takt.url)).text()).to.contain('<div id="root">');
    expect(takt.output()).to.contain(takt.env.PORT!).and.to.contain('takt-planner').and.to.contain('Modbus TCP');
  });

  it('finds a first day behind it: a finished order, a hold that waits, a ticket', async () => {
    await orderIn(people.planner, 'Completed', 'DEMO-0998');
    await openTask(people.inspector, 'to decide on the demo\'s hold', (task) => task.formId === 'disposition' && task.lotId === 'L-DEMO-0999');
    await eventually('the demo\'s ticket', async () => (await people.maintenance.get<{ items: unknown[] }>('/api/tickets?equipmentId=BOX2')).items.length === 1);
  });

  it('takes in the ERP\'s material, lot, stock and schedule', async () => {
    for (const name of ['material', 'lot', 'stock', 'schedule'] as const) await people.planner.postXml('/api/erp/b2mml', message(name));
    const taken = await getOrder(people.planner);
    expect(taken.status).to.equal('Planned');
    const lot = await people.planner.get<{ status: string; expired: boolean; sublots: { id: string; quantity: string; unit: string }[] }>('/api/lots/CRBN0001_LOT01');
    expect(lot.expired).to.equal(true);
    expect(lot.sublots.map(({ id, quantity, unit }) => [id, quantity, unit])).to.deep.include(['CRBN0001_LOT01_01', '24.91', 'kg']);
  });

  it('changes nothing when the ERP sends the same again', async () => {
    const before = await getOrder(people.planner);
    for (const name of ['material', 'lot', 'stock', 'schedule'] as const) {
      const answer = await people.planner.postXml<{ created: unknown[]; updated: unknown[] }>('/api/erp/b2mml', message(name));
      expect(answer.created, messages[name]).to.deep.equal([]);
    }
    expect(await getOrder(people.planner)).to.deep.equal(before);
  });

  it('refuses a broken message with its element and line, and stores nothing of it', async () => {
    const broken = message('schedule').replaceAll('258456', '258457').replace('811.000', 'eight hundred');
    const { status, body } = await people.planner.refused('POST', '/api/erp/b2mml', broken, 'application/xml');
    expect(status).to.equal(422);
    expect(JSON.stringify(body)).to.match(/QuantityString/).and.to.match(/line/i);
    expect((await people.planner.refused('GET', '/api/orders/258457')).status).to.equal(404);
  });

  it('marks what no message described, and releases when the planner has settled it', async () => {
    const { readiness } = await getOrder(people.planner);
    expect(readiness.incomplete.map(({ id }) => id)).to.include('CRBN0002_LOT01');
    await release(people.planner, order.id);
    const released = await orderIn(people.planner, 'InProgress');
    expect(released.lotId).to.equal(order.producedLot);
    expect(released.progress).to.deep.equal({ done: 0, total: 4 });
  });

  it('gives every weighing to its work centre', async () => {
    for (const weighing of weighings) expect((await weighingTask(people.operator, order.id, weighing)).lotId).to.equal(order.producedLot);
  });

  it('tells an open worklist of the new task without asking again', async () => {
    const abort = new AbortController();
    const stream = await fetch(`${takt.url}/api/live?topics=worklist`, { headers: { cookie: people.operator.sessionCookie }, signal: abort.signal });
    const reader = stream.body!.getReader();
    await people.planner.post('/api/orders', { id: 'LIVE-1', materialId: 'SO1215', quantity: '1', unit: 'kg', lines: [{ materialId: 'CRBN0001', quantity: '1', unit: 'kg', workCenterId: 'BOX3' }] });
    await release(people.planner, 'LIVE-1');
    let heard = '';
    while (!heard.includes('worklist')) heard += Buffer.from((await reader.read()).value ?? []).toString();
    abort.abort();
    expect(heard).to.contain('worklist');
  });

  it('refuses the wrong lot, the expired lot and too much, with the reason, and books nothing', async () => {
    const first = weighings[0];
    const task = await weighingTask(people.operator, order.id, first);
    const attempt = (values: object) => people.operator.refused('POST', `/api/tasks/${task.key}/complete`, { values: { lotId: first.lotId, quantity: '5', unit: 'kg', source: 'manual', ...values } });
    for (const [values, code] of [
      [{ lotId: 'CRBN0002-A' }, 'wrong-material'],
      [{ lotId: 'CRBN0001_LOT01' }, 'lot-expired'],
      [{ lotId: 'NOBODY' }, 'unknown-lot'],
      [{ quantity: '5.0501' }, 'over-tolerance'],
      [{ quantity: '4.9499' }, 'under-tolerance'],
    ] as const) {
      const { status, body } = await attempt(values);
      expect(body.code, JSON.stringify(body)).to.equal(code);
      expect(status).to.be.oneOf([404, 409, 422]);
      expect(body.detail).to.be.a('string').and.not.empty;
    }
    expect((await attempt({ quantity: 'five' })).body.errors).to.satisfy((errors: { field: string }[]) => errors.some(({ field }) => field.includes('quantity')));
    expect((await people.operator.get<{ quantity: string }>(`/api/lots/${first.lotId}`)).quantity).to.equal('1500');
  });

  it('weighs at the live scale and books to the gram, once', async () => {
    const task = await weighingTask(people.operator, order.id, weighings[0]);
    const reading = await putOnScale(people.operator, 'BOX3', '5.003');
    await weigh(people.operator, task, weighings[0].lotId, reading);
    await weigh(people.operator, task, weighings[0].lotId, reading);
    expect((await people.operator.get<{ quantity: string }>('/api/lots/CRBN0001-A')).quantity).to.equal('1494.997');
    await eventually('the operation to be done', async () => (await getOrder(people.planner)).progress.done === 1);
  });

  it('holds the lot after a deviation, blocks its other work with the reason, and goes on after the release', async () => {
    const weighing = weighings[1];
    const task = await weighingTask(people.operator, order.id, weighing);
    const reading = await putOnScale(people.operator, 'BOX1', '51.2');
    await weigh(people.operator, task, weighing.lotId, reading, { reportDeviation: true, comment: 'The valve stuck' });
    const disposition = await openTask(people.inspector, 'to decide on the hold', (one) => one.formId === 'disposition' && one.lotId === order.producedLot);
    const blocked = await eventually('the next weighing to be blocked', async () => {
      const next = await weighingTask(people.operator, order.id, weighings[2]);
      return next.blocked.length > 0 ? next : undefined;
    });
    expect(blocked.blocked[0]!.detail).to.contain(order.producedLot);
    const refusal = await people.operator.refused('POST', `/api/tasks/${blocked.key}/complete`, { values: { lotId: weighings[2].lotId, quantity: '811', unit: 'kg', source: 'manual' } });
    expect(refusal.status).to.equal(409);
    expect(String(refusal.body.code)).to.contain('hold');
    await people.inspector.post(`/api/tasks/${disposition.key}/complete`, { values: { decision: 'Release', comment: 'Within the recipe\'s limits' } });
    await eventually('the work to be free again', async () => (await weighingTask(people.operator, order.id, weighings[2])).blocked.length === 0);
  });

  it('completes the order with its last weighing, reports it to the ERP, and the report is valid B2MML', async () => {
    for (const weighing of weighings.slice(2)) {
      const task = await weighingTask(people.operator, order.id, weighing);
      await weigh(people.operator, task, weighing.lotId, await putOnScale(people.operator, weighing.workCenterId, weighing.target));
    }
    const done = await orderIn(people.planner, 'Completed');
    expect(done.goodQuantity).to.equal('1');
    const xml = await people.planner.text(`/api/orders/${order.id}/performance.b2mml`);
    expect(xml).to.contain('5.003').and.to.contain('51.2').and.to.contain('CRBN0001-A');
    validate(xml);
    const report = await eventually('the ERP to have the report', async () => reports.find(({ body }) => body.includes(order.id)), 60_000);
    validate(report.body);
    expect(report.key).to.be.a('string');
  });

  it('shows the lot: where it was in the diagram, from which lots it is made, what happened', async () => {
    // What the diagram shows comes from the engine's records, which may arrive after the order's own state (a cluster exports them in bulks).
    const { instances, main } = await eventually('the records of the last task to arrive', async () => {
      const shown = await people.planner.get<{ instances: { bpmnProcessId: string; xml: string; elements: { elementId: string; state: string }[]; flowsTaken: string[] }[] }>(`/api/lots/${order.producedLot}/process`);
      const production = shown.instances.find(({ bpmnProcessId }) => bpmnProcessId === 'production-order')!;
      expect(production.elements.map(({ elementId }) => elementId)).to.include('complete-order');
      return { instances: shown.instances, main: production };
    });
    expect(main.xml).to.contain('bpmndi:BPMNDiagram');
    expect(instances.filter(({ bpmnProcessId }) => bpmnProcessId === 'weigh-component')).to.have.length(4);
    const { edges } = await people.planner.get<{ edges: { from: string; to: string; quantity: string; type: string }[] }>(`/api/lots/${order.producedLot}/genealogy`);
    const consumed = edges.filter(({ to }) => to === order.producedLot).map(({ from, quantity }) => `${from} ${quantity}`).sort();
    expect(consumed).to.deep.equal(['CRBN0001-A 5.003', 'CRBN0001-A 811', 'CRBN0002-A 51.2', 'CRBN0003-A 100']);
    const { items } = await people.planner.get<{ items: { code: string }[] }>(`/api/lots/${order.producedLot}/history`);
    expect(items.length).to.be.greaterThan(5);
  });

  it('ends the lot when the inspector scraps it', async () => {
    const task = await weighingTask(people.operator, 'LIVE-1', { workCenterId: 'BOX3', target: '1' });
    await weigh(people.operator, task, 'CRBN0001-B', await putOnScale(people.operator, 'BOX3', '1.5'), { reportDeviation: true, comment: 'Spilled' });
    const disposition = await openTask(people.inspector, 'to decide on the hold', (one) => one.formId === 'disposition' && one.lotId === 'L-LIVE-1');
    await people.inspector.post(`/api/tasks/${disposition.key}/complete`, { values: { decision: 'Scrap', comment: 'Contaminated' } });
    const lot = await eventually('the lot to be rejected', async () => {
      const now = await people.planner.get<{ status: string }>('/api/lots/L-LIVE-1');
      return now.status === 'Rejected' ? now : undefined;
    }, 60_000);
    expect(lot.status).to.equal('Rejected');
    const ended = await eventually('the order to end', async () => {
      const now = await getOrder(people.planner, 'LIVE-1');
      return ['Completed', 'Cancelled', 'Closed'].includes(now.status) ? now : undefined;
    }, 60_000);
    expect(ended.scrapQuantity).to.equal('1');
  });

  it('mails the crew when the scale fails, escalates while nobody answers, and closes by the link in the mail', async () => {
    await people.operator.post('/api/simulation/BOX4', { fault: true });
    const ticket = await eventually('the ticket', async () => (await people.maintenance.get<{ items: { id: string }[] }>('/api/tickets?equipmentId=BOX4')).items[0], 60_000);
    const first = await eventually('the crew\'s mail', async () => (await mails(people.maintenance)).find((mail) => mail.ticketId === ticket.id && mail.to.includes('maintenance')), 60_000);
    const escalated = await eventually('the supervisor\'s mail', async () => (await mails(people.maintenance)).find((mail: Mail) => mail.ticketId === first.ticketId && mail.to.includes('supervisor')), 60_000);
    expect(escalated.subject).to.contain(first.ticketId!);
    const link = `/api/ticket-links/${await linkIn(people.maintenance, first)}`;
    const ask = async (body?: object) => {
      const response = await fetch(takt.url + link, body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json', 'x-takt-request': '1' }, body: JSON.stringify(body) });
      expect(response.status, await response.clone().text()).to.equal(200);
      return (await response.json()) as { ticket: { status: string; acknowledgedBy: string | null; escalationLevel: number } };
    };
    expect((await ask()).ticket.status).to.equal('Open');
    expect((await ask()).ticket.status, 'looking changes nothing').to.equal('Open');
    expect((await ask({ action: 'acknowledge', name: 'Kim of Scale Service' })).ticket.acknowledgedBy).to.equal('Kim of Scale Service');
    await people.operator.post('/api/simulation/BOX4', { fault: false });
    expect((await ask({ action: 'close', name: 'Kim of Scale Service', values: { cause: 'sensor', action: 'Load cell replaced' } })).ticket.status).to.equal('Closed');
    await eventually('the scale to work again', async () => {
      const { items } = await people.operator.get<{ items: { id: string; state: string }[] }>('/api/equipment');
      return items.find(({ id }) => id === 'BOX4')?.state !== 'Fault';
    });
  });

  it('stops at Ctrl-C and goes on where it stopped', async () => {
    const { items: before } = await people.operator.get<{ items: { key: string }[] }>('/api/tasks?status=open');
    expect(before.length).to.be.greaterThan(0);
    expect(await takt.stop()).to.equal(0);
    await takt.start();
    const { items: after } = await people.operator.get<{ items: { key: string }[] }>('/api/tasks?status=open');
    expect(after.map(({ key }) => key)).to.deep.equal(before.map(({ key }) => key));
    expect((await getOrder(people.planner)).status).to.equal('Completed');
  });
});

/** Holds the message against the V0700 schemas, where xmllint is installed; .ci/run installs it. */
function validate(xml: string): void {
  if (spawnSync('xmllint', ['--version']).error !== undefined) return;
  const folder = mkdtempSync(path.join(tmpdir(), 'takt-b2mml-'));
  try {
    const file = path.join(folder, 'performance.xml');
    writeFileSync(file, xml);
    execFileSync('xmllint', ['--noout', '--nonet', '--schema', path.resolve(import.meta.dirname, '../fixtures/b2mml/schema-v0700/AllSchemas.xsd'), file], { stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
