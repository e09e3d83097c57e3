import { expect } from 'chai';
import { openPlantApi } from './plant-api.ts';
import type { PlantApi } from './plant-api.ts';

interface Page {
  readonly items: { readonly id: string; readonly action?: string }[];
  readonly nextCursor?: string;
}

describe('lists in pages', function () {
  this.timeout(60_000);
  let plant: PlantApi;
  const number = (n: number) => String(n).padStart(3, '0');
  const insertOrder = (n: number, createdAt: string) =>
    plant.database.transaction('system', (tx) => tx.knex('operations_request').insert({
      id: `P${number(n)}`, source: 'api', material_id: 'MIX', quantity: '1', unit: 'kg', status: 'Draft', priority: 50, created_at: createdAt, updated_at: createdAt, version: 1,
    }));
  before(async () => {
    plant = await openPlantApi();
    // Many of the same moment, as a schedule of the ERP brings them.
    for (let n = 0; n < 230; n++) await insertOrder(n, `2026-01-01T00:00:0${Math.floor(n / 110)}.000Z`);
    await plant.database.transaction('system', (tx) => tx.knex.batchInsert('material_lot', Array.from({ length: 230 }, (_, n) => (
      { id: `${n % 2 === 0 ? 'l' : 'L'}${number(n)}`, material_id: 'MIX', status: 'Available', quantity: '1', unit: 'kg', incomplete: 0, created_at: tx.now(), version: 1 })), 50));
    await plant.database.transaction('system', (tx) => {
      for (let n = 0; n < 205; n++) tx.audit(n % 2 === 0 ? 'even' : 'odd', { type: 'test', id: number(n) }, { n });
      return Promise.resolve();
    });
  });
  after(() => plant.dispose());

  /** Reads all pages; `between` runs after the first. */
  const readAll = async (path: string, between: () => Promise<unknown> = () => Promise.resolve()): Promise<Page['items']> => {
    const agent = await plant.as('admin');
    const items: Page['items'] = [];
    for (let cursor: string | undefined, pages = 0; pages < 10; pages++) {
      const { body } = (await agent.get(`${path}${path.includes('?') ? '&' : '?'}${cursor === undefined ? '' : `cursor=${encodeURIComponent(cursor)}`}`).expect(200)) as { body: Page };
      items.push(...body.items);
      expect(body.items.length).to.be.at.most(100);
      if (body.nextCursor === undefined) return items;
      cursor = body.nextCursor;
      if (pages === 0) await between();
    }
    throw new Error('the pages do not end');
  };

  it('gives every order once, newest first, while others come in and change', async () => {
    const orders = await readAll('/api/orders', async () => {
      await insertOrder(900, '2026-02-01T00:00:00.000Z');
      await plant.database.transaction('system', (tx) => tx.knex('operations_request').where({ id: 'P129' }).update({ status: 'Cancelled', updated_at: tx.now() }));
    });
    const ids = orders.map(({ id }) => id);
    expect(ids).to.deep.equal(Array.from({ length: 230 }, (_, n) => `P${number(229 - n)}`));
    expect((await (await plant.as('admin')).get('/api/orders?cursor=nowhere')).body).to.include({ status: 404, code: 'unknown-order' });
    expect(await readAll('/api/orders?status=Draft')).to.have.length(230);
  });

  it('gives every lot once, by id', async () => {
    const ids = (await readAll('/api/lots')).map(({ id }) => id);
    expect(ids).to.have.length(230);
    expect(ids).to.deep.equal([...new Set(ids)].sort());
  });

  it('gives the audit trail by its filters to admins and supervisors', async () => {
    expect((await readAll('/api/audit?targetType=test')).map(({ action }) => action)).to.deep.equal(Array.from({ length: 205 }, (_, n) => (n % 2 === 0 ? 'even' : 'odd')));
    expect(await readAll('/api/audit?action=odd')).to.have.length(102);
    expect(await readAll('/api/audit?targetType=test&targetId=007')).to.have.length(1);
    expect(await readAll('/api/audit?action=odd&until=2020-01-01T00:00:00Z')).to.have.length(0);
    expect(await readAll('/api/audit?actor=system&action=even&from=2020-01-01T00:00:00Z')).to.have.length(103);
    await (await plant.as('supervisor')).get('/api/audit').expect(200);
    await (await plant.as('planner')).get('/api/audit').expect(403);
  });
});
