import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { pino } from 'pino';
import supertest from 'supertest';
import { signTicketLink, ticketLinkSecret } from '../../server/mes/maintenance/ticket-link.ts';
import { plantSecret } from '../../server/mes/settings/settings.ts';
import { eventually } from '../support/eventually.ts';
import { openPlantApi, password } from './plant-api.ts';
import type { PlantApi } from './plant-api.ts';

describe('security of sessions and requests', function () {
  this.timeout(60_000);
  let plant: PlantApi;
  const logged: string[] = [];
  before(async () => {
    plant = await openPlantApi({
      publicUrl: 'https://mes.example.com', signInLimits: { perMinute: 1000, pinsPerHour: 3, perUsername: 4 }, liveHeartbeatMs: 40,
      log: pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) }),
    });
    const { database } = plant;
    await database.transaction('system', async (tx) => {
      await tx.knex('equipment').insert({ id: 'BOX9', name: '{"en":"Box 9"}', level: 'WorkCenter', state: 'Running', state_since: tx.now(), incomplete: 0 });
      for (const id of ['T-000901', 'T-000902'])
        await tx.knex('ticket').insert({ id, equipment_id: 'BOX9', severity: 'high', type: 'Reactive', title: 'Stuck', description: 'Stuck', status: 'Open', opened_at: tx.now(), opened_by: 'Takt', escalation_level: 0 });
    });
  });
  after(() => plant.dispose());

  const request = () => supertest(plant.api.app);
  const proxied = (test: supertest.Test) => test.set('X-Forwarded-Proto', 'https');
  const signIn = (username: string, cookie?: string) => {
    const test = proxied(request().post('/api/session'));
    if (cookie !== undefined) void test.set('cookie', cookie);
    return test.send({ username, password });
  };
  const cookieOf = (response: supertest.Response) => String(response.headers['set-cookie'] ?? '');
  const addPerson = async (username: string, roles: string[]) => {
    const admin = await adminCookie();
    const { body } = (await proxied(request().post('/api/people')).set('cookie', admin).send({ username, name: username, roles, password }).expect(201)) as { body: { id: string } };
    return body.id;
  };
  let admin: string | undefined;
  const adminCookie = async () => {
    await plant.as('admin').catch(() => undefined);
    return (admin ??= cookieOf(await signIn('admin').expect(200)).split(';')[0]!);
  };

  it('gives a cookie only at the sign-in, for https alone, not to scripts, and a new one each time', async () => {
    await adminCookie();
    expect(cookieOf(await proxied(request().get('/api/session')))).to.equal('');
    const first = cookieOf(await signIn('admin'));
    expect(first).to.match(/^takt\.sid=/).and.match(/; Secure/).and.match(/; HttpOnly/).and.match(/; SameSite=Lax/).and.match(/; Path=\//);
    const planted = first.split(';')[0]!;
    const second = cookieOf(await signIn('admin', planted)).split(';')[0]!;
    expect(second).not.to.equal(planted);
    // What somebody planted before the sign-in is no session after it, neither a real one nor a made-up one.
    for (const cookie of [planted, 'takt.sid=s%3Amade-up.signature'])
      await proxied(request().get('/api/tasks')).set('cookie', cookie).expect(401);
    await proxied(request().get('/api/tasks')).set('cookie', second).expect(200);
  });

  it('refuses changes from another site, whatever they look like', async () => {
    const cookie = await adminCookie();
    const post = () => proxied(request().post('/api/people')).set('cookie', cookie);
    for (const foreign of [
      post().set('origin', 'https://evil.example').send({}), post().set('origin', 'null').send({}), post().set('sec-fetch-site', 'cross-site').send({}),
      post().type('text/plain').send('{}'), post().type('form').send('a=b'), post().set('content-type', 'multipart/form-data; boundary=x').send('--x--'),
    ])
      expect(((await foreign).body as { code: string }).code).to.equal('cross-site-request');
    expect(((await post().set('origin', 'https://mes.example.com').send({})).body as { code: string }).code).to.equal('invalid-input');
    const preflight = await request().options('/api/people').set('origin', 'https://evil.example').set('access-control-request-headers', 'x-takt-request');
    expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control'))).to.deep.equal([]);
  });

  it('slows down guessing of one person\'s password from many addresses, and of PINs', async () => {
    await addPerson('guessed', ['operator']);
    const guess = (body: object, n: number) => proxied(request().post('/api/session')).set('X-Forwarded-For', `203.0.113.${n}`).send(body);
    for (let n = 1; n <= 4; n++) expect((await guess({ username: 'guessed', password: 'wrong' }, n)).status).to.equal(401);
    expect((await guess({ username: ' Guessed', password: 'wrong' }, 9)).status).to.equal(429);
    expect((await guess({ username: 'admin', password }, 9)).status).to.equal(200);
    for (let n = 1; n <= 3; n++) expect((await guess({ pin: `00000${n}` }, 50)).status).to.equal(401);
    expect((await guess({ pin: '000009' }, 50)).status).to.equal(429);
    expect((await guess({ username: 'admin', password }, 50)).status).to.equal(200);
  });

  it('ends a live stream when its listener signs out, is made inactive or loses the role', async () => {
    const server = createServer(plant.api.app).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      const end = async (how: (id: string, cookie: string) => Promise<unknown>, name: string) => {
        const id = await addPerson(name, ['maintenance']);
        const cookie = cookieOf(await signIn(name).expect(200)).split(';')[0]!;
        const stream = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/live?topics=mail`, { headers: { cookie } });
        expect(stream.status).to.equal(200);
        let ended = false;
        const text = (async () => {
          let all = '';
          try {
            for await (const chunk of stream.body!) all += Buffer.from(chunk as Uint8Array).toString('utf8');
          } catch {
            // Cut off: that is how it ends.
          }
          ended = true;
          return all;
        })();
        await plant.database.transaction('system', (tx) => Promise.resolve(tx.live('mail', { subject: 'before' })));
        await new Promise((resolve) => setImmediate(resolve));
        expect(ended).to.equal(false);
        await how(id, cookie);
        await eventually('the end', () => Promise.resolve(ended));
        expect(await text).to.include('"before"');
      };
      const change = async (id: string, body: object) => proxied(request().patch(`/api/people/${id}`)).set('cookie', await adminCookie()).send(body).expect(200);
      await end((_, cookie) => proxied(request().delete('/api/session')).set('cookie', cookie).set('X-Takt-Request', '1').expect(204), 'leaves');
      await end((id) => change(id, { active: false }), 'dismissed');
      await end((id) => change(id, { roles: ['operator'] }), 'moved');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it('lets a ticket link touch its own ticket and nothing else, and writes no secret to the log', async () => {
    const secret = await plantSecret(plant.database, ticketLinkSecret);
    const token = signTicketLink(secret, 'T-000901', plant.database.now());
    const { body } = (await request().get(`/api/ticket-links/${token}`).expect(200)) as { body: { ticket: { id: string } } };
    expect(body.ticket).to.include({ id: 'T-000901' }).and.not.have.property('history');
    // Another ticket's id under the same signature, and the token as a bearer or a cookie.
    const forged = `${Buffer.from(JSON.stringify(['T-000902', 'x', Date.now() + 1e9])).toString('base64url')}.${token.split('.')[1]!}`;
    await request().get(`/api/ticket-links/${forged}`).expect(404);
    await request().get('/api/tickets/T-000901').set('authorization', `Bearer ${token}`).expect(401);
    await request().get('/api/tickets/T-000901').set('cookie', `takt.sid=${token}`).expect(401);
    const old = signTicketLink(secret, 'T-000901', '2020-01-01T00:00:00.000Z');
    expect((await request().get(`/api/ticket-links/${old}`)).body).to.include({ status: 403, code: 'link-expired' });
    await request().get('/api/session').set('referer', `https://mes.example.com/t/${token}?action=close`);
    await request().post(`/api/ticket-links/${token}`).send({ action: 'acknowledge', name: 'Mei' }).expect(200);
    expect((await plant.database.knex('ticket').orderBy('id').pluck('status')) as string[]).to.deep.equal(['Acknowledged', 'Open']);
    const log = logged.join('');
    expect(log).to.include('/api/ticket-links/…');
    for (const [what, text] of [['link', token], ['password', password], ['cookie', (await adminCookie()).slice('takt.sid='.length)]] as const) expect(log.includes(text), what).to.equal(false);
  });

  it('names a failed statement without its values', async () => {
    const insert = () => plant.database.transaction('system', (tx) => tx.knex('setting').insert({ name: 'secret:twice', value: '"hush-hush"' }));
    await insert();
    const failure = (await insert().catch((error: unknown) => error)) as Error;
    expect(failure.message).to.match(/insert into/i).and.not.include('hush-hush');
  });

  it('gives no file that is not the client\'s, and no page for a path that climbs', async () => {
    for (const path of ['/../package.json', '/assets/..%2f..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/etc/passwd', '/api/processes/..%2f..%2fetc%2fpasswd/versions/1'])
      expect((await request().get(path)).status, path).to.be.oneOf([401, 404]);
  });
});
