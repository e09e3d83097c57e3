import { expect } from 'chai';
import supertest from 'supertest';
import { defineEquipment } from '../../../server/mes/equipment/define-equipment.ts';
import { openTicket } from '../../../server/mes/maintenance/index.ts';
import { openPlantApi } from '../../api/plant-api.ts';
import type { PlantApi } from '../../api/plant-api.ts';

const since = '2026-11-23T05:00:00.000Z';

describe('tickets', function () {
  this.timeout(30_000);
  let plant: PlantApi;
  before(async () => {
    plant = await openPlantApi();
    await plant.as('maintenance');
    await plant.as('supervisor');
    await plant.database.transaction('system', async (tx) => {
      await defineEquipment(tx, { id: 'PLANT', level: 'Site', name: { en: 'Plant' } });
      for (const id of ['BOX1', 'BOX3']) await defineEquipment(tx, { id, level: 'WorkCenter', name: { en: `Scale ${id}` }, parentId: 'PLANT' });
    });
  });
  after(() => plant.dispose());

  const outbox = async (dedupeKey: string) => {
    const row = (await plant.database.knex('outbox').where({ dedupe_key: dedupeKey }).first('payload')) as { payload: string } | undefined;
    return row === undefined ? undefined : (JSON.parse(row.payload) as Record<string, unknown>);
  };
  const open = (faultId: string, equipmentId = 'BOX3') =>
    plant.database.transaction('system', (tx) => openTicket(tx, { equipmentId, fault: 'Overload', faultId, severity: 'high', since, processInstanceKey: '2251799813685300' }));

  it('are opened once per fault and say what the mail needs', async () => {
    const opened = await open('f-1');
    expect((await open('f-1')).ticketId).to.equal(opened.ticketId);
    expect(opened.ticketId).to.match(/^T-\d{6}$/);
    expect(opened).to.deep.include({
      crewEmails: [{ email: 'maintenance@example.com', locale: 'en' }], supervisorEmails: [{ email: 'supervisor@example.com', locale: 'en' }], escalateAfter: 'PT15M', equipmentName: 'Scale BOX3', location: 'Plant',
    });
    expect(opened.acknowledgeUrl).to.match(/^http:\/\/localhost:8080\/t\/.+/);
  });

  it('are acknowledged and closed by the link in the mail, without an account, and by looking at it not', async () => {
    const { ticketId, acknowledgeUrl } = await open('f-2', 'BOX1');
    const path = `/api/ticket-links/${acknowledgeUrl.split('/t/')[1]!}`;
    const outside = supertest(plant.api.app);
    const seen = await outside.get(path).expect(200);
    expect((seen.body as { ticket: { id: string; status: string } }).ticket).to.include({ id: ticketId, status: 'Open' });
    await outside.post(path).send({ action: 'acknowledge', name: 'Kim' }).expect(200);
    await outside.post(path).send({ action: 'acknowledge', name: 'Lee' }).expect(200);
    expect(await plant.database.knex('ticket').where({ id: ticketId }).first()).to.include({ status: 'Acknowledged', acknowledged_by: 'Kim' });
    expect(await outbox(`ticket-acknowledged:${ticketId}`)).to.include({ op: 'publish-message', name: 'ticket-acknowledged', correlationKey: ticketId });
    await outside.post(path).send({ action: 'question', name: 'Kim', values: { text: 'Which door?' } }).expect(200);

    await plant.database.transaction('system', (tx) => tx.knex('user_task').insert({
      key: '77', process_instance_key: '70', bpmn_process_id: 'maintenance-ticket', element_id: 'repair', form_id: 'ticket-close', kind: 'native', status: 'created', candidate_groups: '["maintenance"]',
      variables: '{}', ticket_id: ticketId, created_at: since,
    }));
    const wrong = await outside.post(path).send({ action: 'close', name: 'Kim', values: { cause: 'sensor' } }).expect(422);
    expect((wrong.body as { errors: { field: string }[] }).errors.map(({ field }) => field)).to.deep.equal(['action']);
    const closed = await outside.post(path).send({ action: 'close', name: 'Kim', values: { cause: 'sensor', action: 'Cleaned the cell' } }).expect(200);
    expect((closed.body as { ticket: object }).ticket).to.deep.include({ status: 'Closed', closedBy: 'Kim' });
    expect(await outbox('complete-user-task:77')).to.deep.include({ op: 'complete-user-task', userTaskKey: '77', kind: 'native' });
    expect((await outside.post(path).send({ action: 'close', name: 'Kim', values: { cause: 'wear', action: 'Something else' } })).body).to.include({ status: 409, code: 'ticket-closed' });
  });

  it('are not to be had with a changed or an old link', async () => {
    const { acknowledgeUrl } = await open('f-1');
    const token = acknowledgeUrl.split('/t/')[1]!;
    const [payload, signature] = token.split('.') as [string, string];
    const forged = Buffer.from(Buffer.from(payload, 'base64url').toString('utf8').replace('T-000001', 'T-000002')).toString('base64url');
    for (const bad of [`${forged}.${signature}`, payload, `${payload}.`, `${payload}.${'A'.repeat(signature.length)}`])
      expect((await supertest(plant.api.app).get(`/api/ticket-links/${bad}`)).body, bad).to.include({ status: 404, code: 'link-invalid' });
  });

  it('a person calls for have a ticket at once; a second call adds to it', async () => {
    const operator = await plant.as('operator');
    await plant.database.transaction('system', (tx) => defineEquipment(tx, { id: 'MIX1', level: 'WorkCenter', parentId: 'PLANT' }));
    const call = () => operator.post('/api/tickets').send({ equipmentId: 'MIX1', title: 'Smells burnt', severity: 'high' }).expect(201);
    const first = (await call()).body as { id: string; openedBy: string };
    expect(first).to.include({ openedBy: 'Test operator' });
    const second = (await call()).body as { id: string; events: { kind: string }[] };
    expect([second.id, second.events.map(({ kind }) => kind)]).to.deep.equal([first.id, ['opened', 'note']]);
    const messages = (await plant.database.knex('outbox').where('dedupe_key', 'like', 'machine-fault:%')) as { payload: string }[];
    expect(messages.map(({ payload }) => (JSON.parse(payload) as { correlationKey: string }).correlationKey)).to.deep.equal(['MIX1']);
  });
});
