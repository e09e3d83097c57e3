import { expect } from 'chai';
import { startTakt } from '../support/takt.ts';
import type { RunningTakt } from '../support/takt.ts';
import { PlantClient } from '../story/plant-client.ts';
import { getOrder, message, order, orderIn, weighingTask, weighings } from '../story/story.ts';

/** The same schedule in a plant that knows nothing yet: what the messages leave open is settled by the planner, step by step. */
describe('the walking plant, from empty', function () {
  this.timeout(120_000);
  let takt: RunningTakt;
  let admin: PlantClient;
  let planner: PlantClient;

  before(async () => {
    takt = await startTakt({ env: { TAKT_DEMO: '0', TAKT_ADMIN_PASSWORD: 'first-admin-of-all' } });
    admin = await PlantClient.signIn(takt.url, 'admin', 'first-admin-of-all');
    for (const [username, role] of [['pat', 'planner'], ['olu', 'operator']])
      await admin.post('/api/people', { username, password: `${username}-s-long-word`, name: username, roles: [role], locale: 'en' });
    planner = await PlantClient.signIn(takt.url, 'pat', 'pat-s-long-word');
  });
  after(() => takt?.dispose());
  afterEach(function () {
    if (this.currentTest?.state === 'failed') console.log(takt?.output().split('\n').slice(-30).join('\n'));
  });

  it('takes in the schedule alone, with what it names marked incomplete and what is missing counted', async () => {
    const answer = await planner.postXml<{ incomplete: { type: string; id: string }[]; shortages: { materialId: string; missing: string; unit: string }[] }>('/api/erp/b2mml', message('schedule'));
    expect(answer.incomplete.map(({ type, id }) => `${type} ${id}`)).to.include.members(['material CRBN0001', 'material CRBN0002', 'material CRBN0003', 'material SO1215', 'lot CRBN0001_LOT01', 'equipment BOX3']);
    expect(answer.shortages.map(({ materialId, missing, unit }) => `${materialId} ${missing} ${unit}`).sort()).to.deep.equal(['CRBN0001 816 kg', 'CRBN0002 50 kg', 'CRBN0003 100 kg']);
  });

  it('refuses the release and says what to settle', async () => {
    const { status, body } = await planner.refused('POST', `/api/orders/${order.id}/release`, {});
    expect(status).to.equal(409);
    expect(JSON.stringify(body)).to.contain('CRBN0002').and.to.contain('BOX3');
    expect(body.nextStep).to.be.a('string');
    expect((await getOrder(planner)).status).to.equal('Planned');
  });

  it('lets the planner settle master data and stock, and then releases', async () => {
    const { readiness } = await getOrder(planner);
    await planner.post('/api/equipment', { id: 'WEIGHING', level: 'Area', name: { en: 'Weighing' } });
    for (const { type, id } of readiness.incomplete.filter(({ blocks }) => blocks)) {
      if (type === 'material') await planner.patch(`/api/materials/${id}`, { description: { en: `Material ${id}` }, baseUnit: 'kg' });
      else await planner.patch(`/api/equipment/${id}`, { name: { en: `Booth ${id}` }, parentId: 'WEIGHING' });
    }
    const shortOfStock = await planner.refused('POST', `/api/orders/${order.id}/release`, {});
    expect(shortOfStock.body.detail).to.contain('816 kg of CRBN0001').and.not.to.contain('BOX3');
    for (const [materialId, quantity] of [['CRBN0001', '900'], ['CRBN0002', '60'], ['CRBN0003', '100']])
      await planner.post('/api/lots', { id: `${materialId}-NEW`, materialId, quantity, unit: 'kg', expiresAt: '2099-01-01T00:00:00Z' });
    expect((await getOrder(planner)).readiness.ready).to.equal(true);
    await planner.post(`/api/orders/${order.id}/release`, {});
    await orderIn(planner, 'InProgress');
    const operator = await PlantClient.signIn(takt.url, 'olu', 'olu-s-long-word');
    for (const weighing of weighings) await weighingTask(operator, order.id, weighing);
  });
});
