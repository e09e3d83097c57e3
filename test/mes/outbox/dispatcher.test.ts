import { expect } from 'chai';
import type { Database } from '../../../server/database/index.ts';
import { enqueue, PermanentError, RetryableError, startOutbox } from '../../../server/mes/outbox/index.ts';
import type { Deliver, Outbox, OutboxEntry } from '../../../server/mes/outbox/index.ts';
import { eventually } from '../../support/eventually.ts';
import { openPlantDatabase } from '../../support/plant-database.ts';
import type { PlantDatabase } from '../../support/plant-database.ts';

const log = { warn: () => undefined, error: () => undefined };

describe('outbox', () => {
  let plant: PlantDatabase;
  let database: Database;
  const running: Outbox[] = [];
  let nowMs = Date.parse('2030-01-01T00:00:00.000Z');
  before(async () => {
    plant = await openPlantDatabase(() => new Date(nowMs));
    database = plant.database;
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((outbox) => outbox.stop()));
    await database.transaction('system', (tx) => tx.knex('outbox').delete());
  });
  after(() => plant.dispose());

  const start = (erp: Deliver, pollMs = 60_000, claimMs?: number): void => void running.push(startOutbox({ database, deliverers: { erp }, log, pollMs, ...(claimMs === undefined ? {} : { claimMs }) }));
  const put = (dedupeKey: string, kind: OutboxEntry['kind'] = 'erp') => database.transaction('system', (tx) => enqueue(tx, { kind, dedupeKey, payload: { order: dedupeKey } }));
  const row = async (key: string) => (await database.knex<{ dedupe_key: string; status: string; attempts: number; last_error: string | null; result: string | null }>('outbox').where({ dedupe_key: key }).first())!;
  const status = (key: string, wanted: string) => eventually(`${key} to be ${wanted}`, async () => (await row(key)).status === wanted);

  it('delivers at once after the commit, once, and keeps the answer', async () => {
    const delivered: unknown[] = [];
    start((entry) => Promise.resolve(delivered.push(entry.payload)));
    expect(await put('a')).to.equal(true);
    expect(await put('a')).to.equal(false);
    await status('a', 'done');
    expect(delivered).to.deep.equal([{ order: 'a' }]);
    expect(await row('a')).to.include({ attempts: 1, result: '1' });
  });

  it('delivers nothing of a transaction that was rolled back', async () => {
    const delivered: string[] = [];
    start((entry) => Promise.resolve(delivered.push(entry.dedupeKey)));
    await database.transaction('system', async (tx) => {
      await enqueue(tx, { kind: 'erp', dedupeKey: 'lost', payload: {} });
      throw new Error('no');
    }).catch(() => undefined);
    await put('kept');
    await status('kept', 'done');
    expect(delivered).to.deep.equal(['kept']);
  });

  it('tries again later, telling how often it did, while the receiver is away', async () => {
    const attempts: number[] = [];
    start((entry) => {
      attempts.push(entry.attempts);
      return attempts.length < 3 ? Promise.reject(new RetryableError('nobody there')) : Promise.resolve('ok');
    }, 10);
    await put('b');
    for (const tries of [1, 2]) {
      await eventually(`try ${tries}`, async () => (await row('b')).status === 'pending' && attempts.length === tries);
      expect((await row('b')).last_error).to.equal('nobody there');
      nowMs += 60_000;
    }
    await status('b', 'done');
    expect(attempts).to.deep.equal([0, 1, 2]);
  });

  it('gives up what is refused for good', async () => {
    start(() => Promise.reject(new PermanentError('no such order')));
    await put('c');
    await status('c', 'dead');
    expect(await row('c')).to.include({ attempts: 1, last_error: 'no such order' });
  });

  it('leaves kinds that nobody delivers for later', async () => {
    start(() => Promise.resolve('ok'));
    await put('mail', 'mail');
    await put('d');
    await status('d', 'done');
    expect(await row('mail')).to.include({ status: 'pending', attempts: 0 });
  });

  it('delivers again what a dead process had claimed, and says that it was tried', async () => {
    await put('e');
    await database.transaction('system', (tx) => tx.knex('outbox').where({ dedupe_key: 'e' }).update({ status: 'sending', attempts: 1, next_attempt_at: new Date(nowMs + 60_000).toISOString() }));
    const attempts: number[] = [];
    // Of a SQLite file there is one user: what is being sent at its start was left by a dead process.
    if (database.dialect === 'mysql') nowMs += 61_000;
    start((entry) => Promise.resolve(attempts.push(entry.attempts)));
    await status('e', 'done');
    expect(attempts).to.deep.equal([1]);
  });

  it('keeps its claim while a delivery takes long, and leaves the outcome to whoever claimed it after that', async () => {
    let answer = (_outcome: string): void => undefined;
    start(() => new Promise((resolve) => (answer = resolve)), 10, 60);
    await put('slow');
    await status('slow', 'sending');
    nowMs += 50;
    const until = new Date(nowMs + 60).toISOString();
    await eventually('the renewal', async () => ((await database.knex('outbox').where({ dedupe_key: 'slow' }).first()) as { next_attempt_at: string }).next_attempt_at === until);
    await database.transaction('system', (tx) => tx.knex('outbox').where({ dedupe_key: 'slow' }).update({ status: 'done', attempts: 2, result: '"of another"' }));
    answer('late');
    await Promise.all(running.splice(0).map((outbox) => outbox.stop()));
    expect(await row('slow')).to.include({ attempts: 2, result: '"of another"' });
  });

  it('gives each entry to one of several processes', async () => {
    const delivered: string[] = [];
    const deliver: Deliver = (entry) => Promise.resolve(delivered.push(entry.dedupeKey));
    start(deliver);
    start(deliver);
    const keys = Array.from({ length: 20 }, (_, n) => `f${String(n).padStart(2, '0')}`);
    await Promise.all(keys.map((key) => put(key)));
    for (const key of keys) await status(key, 'done');
    expect(delivered.toSorted()).to.deep.equal(keys);
  });
});
