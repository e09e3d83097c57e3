import { expect } from 'chai';
import { demoUsers, isDemo, loadDemo } from '../../../server/mes/demo/index.ts';
import { listEquipment } from '../../../server/mes/equipment/list-equipment.ts';
import { listOrders } from '../../../server/mes/orders/list-orders.ts';
import { openPlantDatabase } from '../../support/plant-database.ts';
import type { PlantDatabase } from '../../support/plant-database.ts';

describe('demo plant', () => {
  let plant: PlantDatabase;
  before(async () => {
    plant = await openPlantDatabase();
  });
  after(() => plant.dispose());

  it('is loaded once, with orders in several states and machines to talk to', async () => {
    const { database } = plant;
    expect(await isDemo(database.knex)).to.equal(false);
    expect(await loadDemo(database)).to.equal(true);
    expect(await loadDemo(database)).to.equal(false);
    expect(await isDemo(database.knex)).to.equal(true);
    const { items } = await listOrders(database.knex, {}, database.now());
    expect(items.map((item) => [item.id, item.status, item.late, item.shortages, item.incomplete])).to.have.deep.members([
      ['DEMO-0998', 'Released', false, 0, false], ['DEMO-0999', 'Released', false, 0, false],
      ['DEMO-1001', 'Released', false, 0, false], ['DEMO-1002', 'Draft', false, 0, false], ['DEMO-1003', 'Draft', true, 0, false], ['DEMO-1004', 'Draft', false, 1, false],
    ]);
    const equipment = await listEquipment(database.knex);
    expect(equipment.filter((one) => one.incomplete)).to.deep.equal([]);
    expect(equipment.find((one) => one.id === 'BOX3')!.tags.map((tag) => tag.id)).to.deep.equal(['BOX3.fault', 'BOX3.stable', 'BOX3.weight']);
    expect((await database.knex('person').orderBy('username').pluck('username')) as string[]).to.deep.equal(demoUsers.map((user) => user.username).toSorted());
  });
});
