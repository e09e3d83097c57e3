import { expect } from 'chai';
import type { Tx } from '../../../server/database/index.ts';
import { disposeHold, releaseHold, scrapLot } from '../../../server/mes/quality/index.ts';
import { openPlantApi } from '../../api/plant-api.ts';
import type { PlantApi } from '../../api/plant-api.ts';
import { layOutPlant, placeMixOrder, refusalOf, startedJobs } from '../plant.ts';

describe('holds', function () {
  this.timeout(30_000);
  let plant: PlantApi;
  before(async () => {
    plant = await openPlantApi();
    await plant.database.transaction('system', async (tx) => {
      for (const id of ['L1', 'L2'])
        await tx.knex('material_lot').insert({ id, material_id: 'M', status: 'Available', quantity: '12.5', unit: 'kg', incomplete: 0, created_at: tx.now(), version: 1 });
    });
  });
  after(() => plant.dispose());

  const place = async (targetId: string) => {
    const inspector = await plant.as('inspector');
    const response = await inspector.post('/api/holds').send({ targetType: 'lot', targetId, reason: 'Colour is off' }).expect(201);
    return (response.body as { id: string }).id;
  };
  const task = (key: string, holdId: string) =>
    plant.database.transaction('system', (tx) => tx.knex('user_task').insert({
      key, process_instance_key: '70', bpmn_process_id: 'quality-hold', element_id: 'disposition', form_id: 'disposition', kind: 'native', status: 'created', candidate_groups: '["inspector"]',
      variables: '{}', hold_id: holdId, created_at: tx.now(),
    }));
  const statusOf = async (id: string) => ((await plant.database.knex('material_lot').where({ id }).first('status', 'quantity')) as { status: string; quantity: string });

  it('keep a lot back until the last of them is released, and start the process that decides', async () => {
    const [first, second] = [await place('L1'), await place('L1')];
    expect((await statusOf('L1')).status).to.equal('OnHold');
    const row = (await plant.database.knex('outbox').where({ dedupe_key: `hold-requested:${first}` }).first('payload')) as { payload: string };
    expect(JSON.parse(row.payload)).to.deep.include({ op: 'publish-message', name: 'quality-hold-requested' });
    await plant.database.transaction('system', (tx) => releaseHold(tx, { holdId: first }));
    expect((await statusOf('L1')).status).to.equal('OnHold');
    await plant.database.transaction('system', (tx) => releaseHold(tx, { holdId: second }));
    await plant.database.transaction('system', (tx) => releaseHold(tx, { holdId: second }));
    expect((await statusOf('L1')).status).to.equal('Available');
  });

  it('are decided in a task: only by inspectors, with a reason, once', async () => {
    const holdId = await place('L2');
    await task('81', holdId);
    const [inspector, operator] = [await plant.as('inspector'), await plant.as('operator')];
    expect(((await operator.get('/api/tasks')).body as { items: unknown[] }).items).to.deep.equal([]);
    expect(((await inspector.get('/api/tasks')).body as { items: { key: string }[] }).items.map(({ key }) => key)).to.deep.equal(['81']);
    const complete = (agent: typeof inspector, values: object) => agent.post('/api/tasks/81/complete').send({ values });
    expect((await complete(operator, { decision: 'Scrap', comment: 'Not usable' })).body).to.include({ status: 403 });
    const wrong = (await complete(inspector, { decision: 'Eat', comment: 'x' })).body as { code: string; errors: { field: string }[] };
    expect([wrong.code, [...new Set(wrong.errors.map(({ field }) => field))]]).to.deep.equal(['submission-invalid', ['decision', 'comment']]);
    await inspector.post('/api/tasks/81/claim').send({}).expect(200);
    const first = await complete(inspector, { decision: 'Scrap', comment: 'Not usable' }).expect(200);
    expect(first.body).to.deep.include({ key: '81', status: 'completing' });
    expect((await complete(inspector, { comment: 'Not usable', decision: 'Scrap' }).expect(200)).body).to.deep.equal(first.body);
    expect((await complete(inspector, { decision: 'Release', comment: 'Fine after all' })).body).to.include({ status: 409, code: 'task-done' });
    await plant.database.transaction('system', (tx) => scrapLot(tx, { holdId }));
    await plant.database.transaction('system', (tx) => scrapLot(tx, { holdId }));
    expect(await statusOf('L2')).to.deep.equal({ status: 'Rejected', quantity: '0' });
    expect(((await inspector.get(`/api/holds/${holdId}`)).body as object)).to.include({ disposition: 'Scrap', comment: 'Not usable', releasedByName: 'Test inspector' });
    expect(await plant.database.knex('activity').where({ type: 'scrap' })).to.have.length(1);
  });

  it('that scrap the lot of a running order end the order with its process and the other holds, and the ERP is told', async () => {
    const { database } = plant;
    const act = database.transaction.bind(database, 'system') as <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
    await act(layOutPlant);
    await act((tx) => placeMixOrder(tx, 'R1'));
    await act((tx) => startedJobs(tx, 'R1', '990'));
    const [first, second] = [await place('L-R1'), await place('L-R1')];
    await act(async (tx) => {
      await tx.knex('hold').where({ id: second }).update({ process_instance_key: '995' });
      await tx.knex('process_instance').insert({ key: '995', bpmn_process_id: 'quality-hold', version: 1, definition_key: '1', root_key: '995', state: 'active', started_at: tx.now() });
      await scrapLot(tx, { holdId: first });
    });
    expect((await database.knex('operations_request').where({ id: 'R1' }).first()) as unknown).to.include({ status: 'Completed', good_quantity: '0', scrap_quantity: '7' });
    const told = (await database.knex('outbox').where('dedupe_key', 'like', 'cancel-%').orWhere('kind', 'erp').orderBy('id').select('dedupe_key', 'payload')) as { dedupe_key: string; payload: string }[];
    expect(told.map(({ dedupe_key: key }) => key)).to.deep.equal(['cancel-instance:995', 'cancel-instance:990', 'erp:performance:R1:scrapped']);
    expect(JSON.parse(told.at(-1)!.payload)).to.deep.equal({ orderId: 'R1' });
    expect(await database.knex('hold').where({ target_id: 'L-R1' }).whereNull('released_at')).to.deep.equal([]);
    const decide = (decision: 'Release' | 'Scrap') => act((tx) => disposeHold(tx, { holdId: second, decision, comment: 'late' }));
    expect(await decide('Scrap')).to.include({ decision: 'Scrap' });
    expect(await refusalOf(decide('Release'))).to.include({ code: 'hold-released' });
  });

  it('are not placed on what does not exist', async () => {
    const response = await (await plant.as('inspector')).post('/api/holds').send({ targetType: 'lot', targetId: 'nowhere', reason: 'Colour is off' });
    expect(response.body).to.include({ status: 404, code: 'unknown-lot' });
  });
});
