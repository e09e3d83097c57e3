import { expect } from 'chai';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { openPlantApi, password } from '../../api/plant-api.ts';
import type { PlantApi } from '../../api/plant-api.ts';
import { eventually } from '../../support/eventually.ts';

interface Listening {
  readonly events: { id: string; topic: string; payload: unknown }[];
  readonly resets: number;
  close(): void;
}

describe('live events', function () {
  this.timeout(30_000);
  let plant: PlantApi;
  let server: Server;
  let cookie: string;

  before(async () => {
    plant = await openPlantApi();
    await plant.as('operator');
    server = plant.api.app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const response = await supertest(server).post('/api/session').send({ username: 'operator', password });
    cookie = String(response.headers['set-cookie']).split(';')[0]!;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await plant.dispose();
  });

  const listen = async (topics: string, lastEventId?: string): Promise<Listening> => {
    const abort = new AbortController();
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/live?topics=${topics}`, {
      headers: { cookie, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) }, signal: abort.signal,
    });
    expect(response.status).to.equal(200);
    const listening = { events: [] as Listening['events'], resets: 0, close: () => abort.abort() };
    void (async () => {
      let text = '';
      for await (const chunk of response.body!) {
        text += Buffer.from(chunk as Uint8Array).toString('utf8');
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const block = text.slice(0, end);
          text = text.slice(end + 2);
          if (block.startsWith('event: reset')) listening.resets++;
          const match = /^id: (\d+)\nevent: message\ndata: (.*)$/.exec(block);
          if (match) listening.events.push({ id: match[1]!, ...(JSON.parse(match[2]!) as { topic: string; payload: unknown }) });
        }
      }
    })().catch(() => undefined);
    return listening;
  };
  const publish = (topic: string, payload: unknown) => plant.database.transaction('system', async (tx) => tx.live(topic, payload));

  it('tell the topics that were asked for, with those below them, and nothing of a transaction that failed', async () => {
    const client = await listen('worklist,lot:L1');
    await publish('worklist:BOX3', { key: '1' });
    await publish('lot:L2', {});
    await plant.database.transaction('system', async (tx) => {
      tx.live('lot:L1', { never: true });
      throw new Error('rolled back');
    }).catch(() => undefined);
    await publish('lot:L1', { n: 1 });
    await eventually('both events', async () => client.events.length >= 2);
    expect(client.events.map(({ topic, payload }) => [topic, payload])).to.deep.equal([['worklist:BOX3', { key: '1' }], ['lot:L1', { n: 1 }]]);
    client.close();
  });

  it('read on after the last event seen, without gaps and twice-told events', async () => {
    const first = await listen('orders');
    await publish('orders', { n: 1 });
    await eventually('the first', async () => first.events.length === 1);
    first.close();
    for (const n of [2, 3, 4]) await publish('orders', { n });
    const second = await listen('orders', first.events[0]!.id);
    await publish('orders', { n: 5 });
    await eventually('all that was missed', async () => second.events.length >= 4);
    expect(second.events.map(({ payload }) => payload)).to.deep.equal([{ n: 2 }, { n: 3 }, { n: 4 }, { n: 5 }]);
    expect(second.resets).to.equal(0);
    second.close();
  });

  it('say when what was missed is gone', async () => {
    await publish('orders', { n: 6 });
    await plant.database.transaction('system', (tx) => tx.knex('live_event').delete());
    const client = await listen('orders', '1');
    await eventually('the reset', async () => client.resets === 1);
    client.close();
  });

  it('are refused for topics that are unknown or for others', async () => {
    const agent = await plant.as('operator');
    expect((await agent.get('/api/live?topics=secrets')).body).to.include({ status: 422, code: 'unknown-topic' });
    expect((await agent.get('/api/live?topics=orders,incidents')).body).to.include({ status: 403, code: 'not-allowed' });
    await supertest(server).get('/api/live?topics=orders').expect(401);
  });
});
