import { expect } from 'chai';
import { enqueue, PermanentError, startOutbox } from '../../../server/mes/outbox/index.ts';
import type { Outbox } from '../../../server/mes/outbox/index.ts';
import { openPlantApi } from '../../api/plant-api.ts';
import type { PlantApi } from '../../api/plant-api.ts';
import { eventually } from '../../support/eventually.ts';

describe('an effect that was refused for good', function () {
  this.timeout(30_000);
  let plant: PlantApi;
  let outbox: Outbox;
  let refusing = true;
  before(async () => {
    plant = await openPlantApi();
    const { database } = plant;
    outbox = startOutbox({
      database, log: { warn: () => undefined, error: () => undefined },
      deliverers: { engine: () => (refusing ? Promise.reject(new PermanentError('the process cancelled the task before its completion arrived')) : Promise.resolve('done')) },
    });
    await database.transaction('system', async (tx) => {
      await tx.knex('user_task').insert({
        key: '91', process_instance_key: '90', bpmn_process_id: 'weigh-component', element_id: 'weigh', element_name: 'Weigh', form_id: 'weighing', kind: 'native', status: 'canceled',
        candidate_groups: '["operator"]', variables: '{}', order_id: 'O1', lot_id: 'L-O1', job_order_id: 'O1-1', created_at: tx.now(),
      });
      await enqueue(tx, { kind: 'engine', dedupeKey: 'complete-user-task:91', payload: { op: 'complete-user-task', userTaskKey: '91', kind: 'native', variables: {} } });
    });
    await eventually('the refusal', async () => (await database.knex('outbox').where({ status: 'dead' })).length === 1);
  });
  after(async () => {
    await outbox.stop();
    await plant.dispose();
  });

  const noticesOf = async (role: 'operator' | 'planner' | 'engineer') =>
    ((await (await plant.as(role)).get('/api/notifications').expect(200)).body as { items: { kind: string; code: string; params: Record<string, unknown> }[] }).items.filter(({ kind }) => kind === 'effect');

  it('is told to engineers and planners with what it was about, until somebody settles it', async () => {
    expect(await noticesOf('operator')).to.deep.equal([]);
    for (const role of ['planner', 'engineer'] as const) {
      const [notice] = await noticesOf(role);
      expect(notice).to.include({ code: 'task-booked-but-refused' });
      expect(notice!.params).to.include({ effect: 'complete-user-task', orderId: 'O1', lotId: 'L-O1', jobOrderId: 'O1-1', taskName: 'Weigh' });
      expect(notice!.params.error).to.include('cancelled the task');
    }
  });

  it('can be sent once more by an engineer, and taken off the list with a reason', async () => {
    const [engineer, planner] = [await plant.as('engineer'), await plant.as('planner')];
    const { items } = (await planner.get('/api/refused-effects').expect(200)).body as { items: { id: string }[] };
    const path = `/api/refused-effects/${items[0]!.id}`;
    await planner.post(`${path}/retry`).send({}).expect(403);
    await engineer.post(`${path}/retry`).send({}).expect(202);
    await eventually('another refusal', async () => (await plant.database.knex('outbox').where({ status: 'dead', attempts: 2 })).length === 1);
    refusing = false;
    await planner.post(`${path}/dismiss`).send({ reason: '' }).expect(422);
    await planner.post(`${path}/dismiss`).send({ reason: 'stock was counted anew' }).expect(200);
    expect(((await planner.post(`${path}/dismiss`).send({ reason: 'once more' })).body as { code: string }).code).to.equal('effect-not-refused');
    expect(await noticesOf('engineer')).to.deep.equal([]);
    expect(await plant.database.knex('audit_entry').whereIn('action', ['outbox.retried', 'outbox.dismissed']).orderBy('id').pluck('action')).to.deep.equal(['outbox.retried', 'outbox.dismissed']);
  });
});
