import { expect } from 'chai';
import { rememberDeployed } from '../../server/records/index.ts';
import { openPlantDatabase } from '../support/plant-database.ts';
import type { PlantDatabase } from '../support/plant-database.ts';

describe('diagrams of a deployment', () => {
  let plant: PlantDatabase;
  beforeEach(async () => {
    plant = await openPlantDatabase();
  });
  afterEach(() => plant.dispose());

  const deployed = [{ key: '2251799813685249', bpmnProcessId: 'order', version: 3, resourceName: 'order.bpmn' }];
  const resources = [{ name: 'order.bpmn', content: Buffer.from('<definitions/>') }];

  it('are known although their records were sent to another database', async () => {
    await rememberDeployed(plant.database, deployed, resources);
    const rows = await plant.database.knex('process_definition').select('key', 'bpmn_process_id', 'version', 'xml');
    expect(rows).to.deep.equal([{ key: '2251799813685249', bpmn_process_id: 'order', version: 3, xml: '<definitions/>' }]);
  });

  it('stay as the records told them', async () => {
    await rememberDeployed(plant.database, deployed, resources);
    await rememberDeployed(plant.database, deployed, [{ name: 'order.bpmn', content: Buffer.from('<other/>') }]);
    expect(await plant.database.knex('process_definition').select('xml')).to.deep.equal([{ xml: '<definitions/>' }]);
  });
});
