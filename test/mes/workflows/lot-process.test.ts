import { expect } from 'chai';
import { openPlantApi } from '../../api/plant-api.ts';
import type { PlantApi } from '../../api/plant-api.ts';
import type { ProcessTrace } from '../../../server/mes/workflows/schema.ts';

const at = (second: number) => `2026-11-23T06:00:${String(second).padStart(2, '0')}.000Z`;

describe('the process of a lot', function () {
  this.timeout(30_000);
  let plant: PlantApi;
  before(async () => {
    plant = await openPlantApi();
    await plant.database.transaction('system', async (tx) => {
      for (const id of ['L1', 'STOCK']) await tx.knex('material_lot').insert({ id, material_id: 'M', status: 'InProcess', quantity: '0', unit: 'kg', incomplete: 0, created_at: tx.now(), version: 1 });
      for (const [key, id] of [['11', 'make'], ['12', 'weigh']]) await tx.knex('process_definition').insert({ key, bpmn_process_id: id, version: 2, resource_name: `${id}.bpmn`, xml: `<${id}/>`, checksum: 'x', deployed_at: at(0) });
      const instance = { version: 2, lot_id: null, order_id: null, ended_at: null };
      await tx.knex('process_instance').insert([
        { ...instance, key: '100', bpmn_process_id: 'make', definition_key: '11', parent_key: null, root_key: '100', state: 'active', started_at: at(1), lot_id: 'L1' },
        { ...instance, key: '110', bpmn_process_id: 'weigh', definition_key: '12', parent_key: '100', root_key: '100', state: 'completed', started_at: at(2), ended_at: at(5) },
        { ...instance, key: '120', bpmn_process_id: 'weigh', definition_key: '12', parent_key: '100', root_key: '100', state: 'active', started_at: at(3) },
        { ...instance, key: '900', bpmn_process_id: 'make', definition_key: '11', parent_key: null, root_key: '900', state: 'active', started_at: at(1), lot_id: 'L2' },
      ]);
      const element = (key: string, instanceKey: string, elementId: string, type: string, state: string, started: number, ended: number | null) =>
        ({ key, process_instance_key: instanceKey, element_id: elementId, element_type: type, scope_key: instanceKey, state, started_at: at(started), ended_at: ended === null ? null : at(ended) });
      await tx.knex('element_instance').insert([
        element('100', '100', 'make', 'PROCESS', 'active', 1, null),
        element('101', '100', 'start', 'START_EVENT', 'completed', 1, 1),
        element('102', '100', 'weigh', 'MULTI_INSTANCE_BODY', 'active', 2, null),
        element('103', '100', 'weigh', 'CALL_ACTIVITY', 'completed', 2, 5),
        element('104', '100', 'weigh', 'CALL_ACTIVITY', 'active', 3, null),
        element('105', '100', 'weigh', 'CALL_ACTIVITY', 'active', 4, null),
        element('121', '120', 'zero', 'SERVICE_TASK', 'active', 3, null),
      ]);
      await tx.knex('sequence_flow_taken').insert({ process_instance_key: '100', element_id: 'f1', count: 1 });
      await tx.knex('incident').insert([
        { key: '201', process_instance_key: '120', element_id: 'zero', error_type: 'JOB_NO_RETRIES', message: 'no answer', state: 'created', created_at: at(6) },
        { key: '202', process_instance_key: '110', element_id: 'zero', error_type: 'JOB_NO_RETRIES', message: 'no answer', state: 'resolved', created_at: at(4), resolved_at: at(5) },
      ]);
    });
  });
  after(() => plant.dispose());

  const processOf = async (lotId: string) => ((await (await plant.as('operator')).get(`/api/lots/${lotId}/process`).expect(200)).body as { instances: ProcessTrace[] }).instances;

  it('shows where the lot is and was, in the order\'s process and in those it called', async () => {
    const [make, first, second, ...others] = await processOf('L1');
    expect(others).to.deep.equal([]);
    expect(make).to.deep.include({ key: '100', bpmnProcessId: 'make', version: 2, xml: '<make/>', state: 'active', parentKey: null, children: ['110', '120'], flowsTaken: [{ elementId: 'f1', count: 1 }], incidents: [] });
    expect(make!.elements).to.deep.equal([
      { elementId: 'start', state: 'completed', count: 1, startedAt: at(1), endedAt: at(1) },
      { elementId: 'weigh', state: 'completed', count: 1, startedAt: at(2), endedAt: at(5) },
      { elementId: 'weigh', state: 'active', count: 2, startedAt: at(3), endedAt: null },
    ]);
    expect(first).to.include({ key: '110', state: 'completed', endedAt: at(5), parentKey: '100', xml: '<weigh/>' });
    expect(first!.incidents, 'what is resolved does not halt it').to.deep.equal([]);
    expect(second!.incidents).to.deep.equal([{ key: '201', elementId: 'zero', createdAt: at(6) }]);
  });

  it('is empty for a lot that no process made, and unknown for an unknown lot', async () => {
    expect(await processOf('STOCK')).to.deep.equal([]);
    const unknown = await (await plant.as('operator')).get('/api/lots/nowhere/process').expect(404);
    expect(unknown.body).to.include({ code: 'unknown-lot' });
  });
});
