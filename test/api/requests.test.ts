import { expect } from 'chai';
import supertest from 'supertest';
import { openPlantApi, password } from './plant-api.ts';
import type { PlantApi } from './plant-api.ts';

describe('requests', function () {
  this.timeout(60_000);
  let plant: PlantApi;
  before(async () => {
    plant = await openPlantApi({ signInLimits: { perMinute: 5 } });
    await plant.as('admin');
  });
  after(() => plant.dispose());

  const rows: [what: string, send: (agent: ReturnType<typeof supertest.agent>) => supertest.Test, status: number, code: string][] = [
    ['an unknown path', (agent) => agent.get('/api/nothing'), 404, 'unknown-path'],
    ['malformed JSON', (agent) => agent.post('/api/people').set('content-type', 'application/json').send('{"a":'), 400, 'malformed-json'],
    ['a body that is too large', (agent) => agent.post('/api/people').send({ name: 'x'.repeat(1_100_000) }), 413, 'too-large'],
    ['a body that is not JSON', (agent) => agent.post('/api/people').set('X-Takt-Request', '1').set('content-type', 'application/xml').send('<a/>'), 415, 'unsupported-media-type'],
    ['wrong fields', (agent) => agent.post('/api/people').send({ username: 'A b' }), 422, 'invalid-input'],
    ['another site\'s page', (agent) => agent.post('/api/people').set('origin', 'https://evil.example').send({}), 403, 'cross-site-request'],
    ['a form of another site', (agent) => agent.post('/api/people').type('form').send('a=b'), 403, 'cross-site-request'],
  ];
  for (const [what, send, status, code] of rows)
    it(`answers ${what} with ${status} ${code} as problem+json`, async () => {
      const response = await send(await plant.as('admin'));
      expect([response.status, (response.body as { code: string }).code]).to.deep.equal([status, code]);
      expect(response.headers['content-type']).to.match(/^application\/problem\+json/);
      expect(response.body).to.include.keys('type', 'title', 'detail', 'instance');
    });

  it('names each wrong field', async () => {
    const response = await (await plant.as('admin')).post('/api/people').send({ username: 'A b', name: 'x' });
    expect((response.body as { errors: { field: string }[] }).errors.map(({ field }) => field)).to.deep.equal(['username']);
  });

  it('answers a repeated change with the same Idempotency-Key once, and refuses the key for another one', async () => {
    const agent = await plant.as('admin');
    const send = (name: string) => agent.post('/api/people').set('Idempotency-Key', 'k-1').send({ username: 'twice', name, roles: [] });
    const first = await send('Twice').expect(201);
    const second = await send('Twice').expect(201);
    expect(second.body).to.deep.equal(first.body);
    await send('Other').expect(422);
    expect(await plant.database.knex('person').where({ username: 'twice' })).to.have.length(1);
  });

  it('keeps sessions by the hash of their id, and ends them with a new password, with deactivation and by signing out', async () => {
    const admin = await plant.as('admin');
    const { body } = (await admin.post('/api/people').send({ username: 'anna', name: 'Anna', roles: ['operator'], password }).expect(201)) as { body: { id: string } };
    const anna = supertest.agent(plant.api.app);
    const signedIn = await anna.post('/api/session').send({ username: 'Anna', password }).expect(200);
    const cookie = String(signedIn.headers['set-cookie']);
    expect(cookie).to.match(/takt\.sid=.*HttpOnly.*SameSite=Lax/i);
    const sid = decodeURIComponent(/takt\.sid=([^;]+)/.exec(cookie)![1]!).replace(/^s:/, '').split('.')[0]!;
    expect(JSON.stringify(await plant.database.knex('session'))).not.to.include(sid);
    await anna.get('/api/tasks').expect(200);
    await admin.patch(`/api/people/${body.id}`).send({ password: 'another long password' }).expect(200);
    await anna.get('/api/tasks').expect(401);
    await anna.post('/api/session').send({ username: 'anna', password: 'another long password' }).expect(200);
    await admin.patch(`/api/people/${body.id}`).send({ active: false }).expect(200);
    await anna.get('/api/tasks').expect(401);
    await admin.patch(`/api/people/${body.id}`).send({ active: true }).expect(200);
    await anna.delete('/api/session').set('X-Takt-Request', '1').expect(204);
    await anna.get('/api/tasks').expect(401);
  });

  it('keeps the last administrator', async () => {
    const admin = await plant.as('admin');
    const { body } = (await admin.get('/api/session')) as { body: { person: { id: string } } };
    expect((await admin.patch(`/api/people/${body.person.id}`).send({ roles: [] })).body).to.include({ code: 'last-admin' });
  });

  it('slows down guessing of passwords', async () => {
    const guess = () => supertest(plant.api.app).post('/api/session').send({ username: 'admin', password: 'wrong' });
    for (let attempt = 0; attempt < 5; attempt++) await guess();
    expect((await guess()).status).to.equal(429);
  });

  it('sends security headers and metrics', async () => {
    const response = await supertest(plant.api.app).get('/api/health').expect(200);
    expect(response.headers['content-security-policy']).to.include("script-src 'self'").and.not.include('unsafe-eval');
    await plant.database.transaction('system', async (tx) => {
      await tx.knex('exporter_position').insert({ partition_id: 1, position: '12', record_at: '2030-01-01T00:00:00.000Z', shown_at: '2030-01-01T00:00:01.500Z' });
      await tx.knex('outbox').insert({ id: 'o', kind: 'erp', dedupe_key: 'o', payload: '{}', status: 'pending', attempts: 0, next_attempt_at: tx.now(), created_at: new Date(Date.parse(tx.now()) - 90_000).toISOString() });
    });
    const metrics = await supertest(plant.api.app).get('/metrics').expect(200);
    expect(metrics.text).to.include('takt_projection_lag_seconds{partition="1"} 1.5').and.include('takt_projection_last_record_timestamp_seconds{partition="1"} 1893456000');
    expect(Number(/takt_outbox_oldest_seconds\{kind="erp"\} (\S+)/.exec(metrics.text)![1])).to.be.within(90, 120);
    expect(metrics.text).to.include('takt_http_request_seconds_bucket').and.include('takt_outbox_entries');
  });
});
