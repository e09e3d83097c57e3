import { expect } from 'chai';
import type { Database, LiveEvent } from '../../server/database/index.ts';
import { isUniqueViolation, newId, openDatabase } from '../../server/database/index.ts';
import { openPlantDatabase } from '../support/plant-database.ts';
import type { PlantDatabase } from '../support/plant-database.ts';

describe('database', () => {
  let plant: PlantDatabase;
  let database: Database;
  beforeEach(async () => {
    plant = await openPlantDatabase();
    database = plant.database;
  });
  afterEach(() => plant.dispose());

  const setting = (name: string) => database.knex('setting').where({ name }).first();

  it('keeps a transaction with its live events and audit entries, and tells listeners after the commit', async () => {
    const heard: LiveEvent[] = [];
    database.onLive((events) => heard.push(...events));
    const result = await database.transaction({ personId: 'olivia', roles: ['operator'], source: 'api' }, async (tx) => {
      await tx.knex('setting').insert({ name: 'a', value: '1' });
      tx.live('orders', { orderId: '1' });
      tx.audit('did', { type: 'order', id: '1' }, { why: 'because' });
      expect(heard).to.deep.equal([]);
      return 'done';
    });
    expect(result).to.equal('done');
    expect((await setting('a')) as unknown).to.deep.equal({ name: 'a', value: '1' });
    expect(heard).to.have.length(1);
    expect(heard[0]).to.include({ topic: 'orders' });
    expect((await database.knex('live_event').first()) as unknown).to.include({ id: heard[0]!.id, payload: '{"orderId":"1"}' });
    expect((await database.knex('audit_entry').first()) as unknown).to.include({ actor: 'olivia', source: 'api', action: 'did', target_id: '1' });
  });

  it('leaves nothing of a transaction that fails, and tells nobody', async () => {
    const heard: unknown[] = [];
    database.onLive((events) => heard.push(events));
    database.onNotify('outbox', () => heard.push('outbox'));
    const failed = await database
      .transaction('system', async (tx) => {
        await tx.knex('setting').insert({ name: 'b', value: '1' });
        tx.live('orders', {});
        tx.audit('did', { type: 'order', id: '1' });
        tx.notify('outbox');
        throw new Error('no');
      })
      .catch((error: Error) => error.message);
    expect(failed).to.equal('no');
    expect((await setting('b')) as unknown).to.equal(undefined);
    expect(await database.knex('live_event')).to.deep.equal([]);
    expect(await database.knex('audit_entry')).to.deep.equal([]);
    expect(heard).to.deep.equal([]);
  });

  it('refuses to write outside a transaction', async () => {
    const refused = await database.knex('setting').insert({ name: 'c', value: '1' }).then(() => undefined, (error: Error) => error.message);
    expect(refused).to.match(/read.?only/i);
  });

  it('runs transactions as if one after the other: no update is lost', async () => {
    await database.transaction('system', (tx) => tx.knex('setting').insert({ name: 'count', value: '0' }));
    const increment = () =>
      database.transaction('system', async (tx) => {
        const { value } = (await tx.knex<{ name: string; value: string }>('setting').where({ name: 'count' }).first())!;
        await tx.knex('setting').where({ name: 'count' }).update({ value: String(Number(value) + 1) });
      });
    await Promise.all(Array.from({ length: 12 }, increment));
    expect((await setting('count')) as unknown).to.include({ value: '12' });
  });

  it('tells "S1" from "s1"', async () => {
    await database.transaction('system', async (tx) => {
      await tx.knex('setting').insert({ name: 'S1', value: '1' });
      await tx.knex('setting').insert({ name: 's1', value: '2' });
    });
    expect((await setting('S1')) as unknown).to.include({ value: '1' });
  });

  it('names a key that is taken', async () => {
    const insert = () => database.transaction('system', (tx) => tx.knex('setting').insert({ name: 'd', value: '1' }));
    await insert();
    const error: unknown = await insert().catch((failure: unknown) => failure);
    expect(isUniqueViolation(error)).to.equal(true);
    expect(isUniqueViolation(new Error('something else'))).to.equal(false);
  });

  it('is migrated once, by however many processes at the same time', async () => {
    const before = await database.knex('migration').orderBy('name');
    await Promise.all([database.migrate(), database.migrate()]);
    expect(await database.knex('migration').orderBy('name')).to.deep.equal(before);
  });

  it('keeps what was committed when it is opened again', async () => {
    await database.transaction('system', (tx) => tx.knex('setting').insert({ name: 'kept', value: '"ü 中"' }));
    if (database.dialect === 'sqlite') {
      const [{ synchronous }] = (await database.knex.raw('PRAGMA synchronous')) as [{ synchronous: number }];
      expect(synchronous).to.equal(2);
    }
    const again = openDatabase({ url: plant.url });
    try {
      expect((await again.knex('setting').where({ name: 'kept' }).first()) as unknown).to.include({ value: '"ü 中"' });
    } finally {
      await again.close();
    }
  });

  it('makes ids that sort by their time', () => {
    const ids = [...Array.from({ length: 5000 }, () => newId(new Date(1_000))), newId(new Date(2_000))];
    expect(ids.toSorted()).to.deep.equal(ids);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids[0]).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
