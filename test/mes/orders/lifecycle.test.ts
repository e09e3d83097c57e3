import { expect } from 'chai';
import type { Tx } from '../../../server/database/index.ts';
import { cancelOrder } from '../../../server/mes/orders/cancel-order.ts';
import { importOrdersCsv } from '../../../server/mes/orders/import-csv.ts';
import { getOrder, listOrders } from '../../../server/mes/orders/list-orders.ts';
import { pauseOrder, resumeOrder } from '../../../server/mes/orders/pause-order.ts';
import { releaseOrder } from '../../../server/mes/orders/release-order.ts';
import { scrapOrder } from '../../../server/mes/orders/scrap-order.ts';
import { startOrder } from '../../../server/mes/orders/start-order.ts';
import { updateOrder } from '../../../server/mes/orders/update-order.ts';
import { placeHold } from '../../../server/mes/quality/index.ts';
import { openPlantDatabase } from '../../support/plant-database.ts';
import type { PlantDatabase } from '../../support/plant-database.ts';
import { layOutPlant, placeMixOrder, refusalOf, startedJobs, weigh } from '../plant.ts';

describe('an order', () => {
  let plant: PlantDatabase;
  let orderId: string;
  let count = 0;
  const act = <Result>(work: (tx: Tx) => Promise<Result>) => plant.database.transaction('system', work);
  const order = () => getOrder(plant.database.knex, orderId, plant.database.now());
  const outbox = async (): Promise<unknown[]> => ((await plant.database.knex('outbox').where('payload', 'like', `%${orderId}%`).orderBy('id')) as { payload: string }[]).map((row) => JSON.parse(row.payload) as unknown);

  before(async () => {
    plant = await openPlantDatabase();
    await act(layOutPlant);
  });
  after(() => plant.dispose());
  beforeEach(async () => {
    orderId = `L-${++count}x`;
    await act((tx) => placeMixOrder(tx, orderId, '2020-01-01T00:00:00.000Z'));
  });

  it('is frozen at its release, has an operation for each component, and its process is asked for once', async () => {
    await act((tx) => releaseOrder(tx, { orderId }));
    expect(await refusalOf(act((tx) => releaseOrder(tx, { orderId })))).to.include({ code: 'order-status' });
    const { status, jobOrders, frozen, progress, history } = await order();
    expect({ status, progress }).to.deep.equal({ status: 'Released', progress: { done: 0, total: 2 } });
    expect(jobOrders.map((job) => [job.workCenterId, job.target, job.toleranceLower, job.toleranceUpper, job.status])).to.deep.equal([['BOX3', '5', '4.95', '5.05', 'Waiting'], ['BOX1', '2', '1.98', '2.02', 'Waiting']]);
    expect(frozen).to.deep.include({ route: { version: 1, processId: 'production-order', processVersion: null } });
    expect(history.map((event) => event.code)).to.deep.equal(['order.created', 'order.released']);
    const [asked, ...more] = await outbox();
    expect(asked).to.deep.include({ op: 'create-instance', bpmnProcessId: 'production-order' });
    expect((asked as { variables: object }).variables).to.have.keys('orderId', 'commandId');
    expect(more).to.deep.equal([]);
  });

  it('needs a reason to be released with stock missing', async () => {
    await act((tx) => updateOrder(tx, orderId, { quantity: '700' }));
    expect((await order()).readiness.shortages).to.deep.include({ materialId: 'SALT', needed: '500', available: '100', missing: '400', unit: 'kg' });
    expect(await refusalOf(act((tx) => releaseOrder(tx, { orderId })))).to.include({ code: 'not-ready' });
    expect(await refusalOf(act((tx) => releaseOrder(tx, { orderId, acceptShortages: true })))).to.include({ code: 'reason-missing', field: 'reason' });
    expect(await act((tx) => releaseOrder(tx, { orderId, acceptShortages: true, reason: 'truck is on its way' }))).to.include({ status: 'Released' });
  });

  it('keeps its original commitment when its due date moves, and is late against it', async () => {
    await act((tx) => updateOrder(tx, orderId, { dueDate: '2099-01-01T00:00:00.000Z', priority: 90 }));
    const { dueDate, originalDueDate, late, lateReason, priority } = await order();
    expect({ dueDate, originalDueDate, late, lateReason, priority }).to.deep.equal({ dueDate: '2099-01-01T00:00:00.000Z', originalDueDate: '2020-01-01T00:00:00.000Z', late: true, lateReason: 'not-released', priority: 90 });
  });

  it('pauses and goes on where it was', async () => {
    await act((tx) => startedJobs(tx, orderId));
    expect(await act((tx) => pauseOrder(tx, { orderId, reason: 'audit' }))).to.include({ status: 'Paused' });
    expect(await act((tx) => resumeOrder(tx, { orderId }))).to.include({ status: 'InProgress' });
  });

  it('is cancelled with its process, also when the process comes up only afterwards', async () => {
    await act((tx) => releaseOrder(tx, { orderId }));
    await act((tx) => cancelOrder(tx, { orderId, reason: 'customer' }));
    expect(await act((tx) => startOrder(tx, { orderId, processInstanceKey: `77${count}` }))).to.deep.equal({ lotId: null, operations: [] });
    const cancelled: unknown[] = await plant.database.knex('outbox').where({ dedupe_key: `cancel-instance:77${count}` });
    expect(cancelled).to.have.length(1);
    expect((await order()).jobOrders.map((job) => job.status)).to.deep.equal(['Cancelled', 'Cancelled']);
  });

  it('leaves the worklists when it is cancelled: no task, no hold of its process, nothing to weigh; the ERP hears what was consumed', async () => {
    const rootKey = `88${count}`;
    const [salt, sugar] = await act((tx) => startedJobs(tx, orderId, rootKey));
    await act((tx) => weigh(tx, salt!.id, { lotId: 'SALT-1', quantity: '5' }));
    const lotId = `L-${orderId}`;
    await act(async (tx) => {
      const instance = (key: string) => tx.knex('process_instance').insert({ key, bpmn_process_id: 'weigh-component', version: 1, definition_key: '1', root_key: rootKey, state: 'active', started_at: tx.now() });
      const task = (key: string, instanceKey: string, status: string) =>
        tx.knex('user_task').insert({
          key, process_instance_key: instanceKey, bpmn_process_id: 'weigh-component', element_id: 'weigh', form_id: 'weighing', kind: 'native', status, candidate_groups: '["operator"]', variables: '{}',
          order_id: orderId, job_order_id: sugar!.id, work_center_id: 'BOX1', created_at: tx.now(),
        });
      await instance(rootKey);
      await instance(`${rootKey}1`);
      await task(`${rootKey}2`, `${rootKey}1`, 'created');
      await task(`${rootKey}3`, `${rootKey}1`, 'completing');
      await task(`${rootKey}4`, '1', 'created');
      await placeHold(tx, { targetType: 'lot', targetId: lotId, reasonCode: 'out-of-tolerance', reason: 'heavy', processInstanceKey: `${rootKey}1`, dedupeKey: `job:${rootKey}` });
      await placeHold(tx, { targetType: 'lot', targetId: lotId, reasonCode: 'manual', reason: 'colour', processInstanceKey: null, dedupeKey: `manual:${rootKey}` });
    });
    await act((tx) => cancelOrder(tx, { orderId, reason: 'customer' }));

    const { knex } = plant.database;
    expect(await knex('user_task').where('key', 'like', `${rootKey}_`).orderBy('key').pluck('status')).to.deep.equal(['canceled', 'completing', 'created']);
    expect((await knex('material_lot').where({ id: lotId }).first()) as unknown).to.include({ status: 'Rejected' });
    expect(await knex('hold').where({ target_id: lotId }).whereNull('released_at').pluck('reason')).to.deep.equal(['colour']);
    expect(await refusalOf(act((tx) => weigh(tx, sugar!.id, { lotId: 'SUGAR-1', quantity: '2' })))).to.include({ code: 'order-not-released' });
    expect(await refusalOf(act((tx) => placeHold(tx, { targetType: 'lot', targetId: lotId, reasonCode: 'r', reason: 'late', processInstanceKey: `${rootKey}1`, dedupeKey: 'late' })))).to.include({ code: 'lot-rejected' });
    expect(await outbox()).to.deep.include({ orderId });
    expect(await knex('outbox').where({ dedupe_key: `cancel-instance:${rootKey}` })).to.have.length(1);
    expect((await order()).jobOrders.map((job) => job.status)).to.deep.equal(['Cancelled', 'Cancelled']);
  });

  it('is scrapped with its lot: the quantity is scrap, what was consumed stays consumed', async () => {
    const [salt] = await act((tx) => startedJobs(tx, orderId));
    await act((tx) => weigh(tx, salt!.id, { lotId: 'SALT-1', quantity: '5' }));
    await act((tx) => scrapOrder(tx, { orderId }));
    await act((tx) => scrapOrder(tx, { orderId }));
    const { status, goodQuantity, scrapQuantity, jobOrders } = await order();
    expect({ status, goodQuantity, scrapQuantity }).to.deep.equal({ status: 'Completed', goodQuantity: '0', scrapQuantity: '7' });
    expect(jobOrders.map((job) => job.status)).to.deep.equal(['Cancelled', 'Cancelled']);
    expect((await plant.database.knex('material_lot').where({ id: `L-${orderId}` }).first()) as unknown).to.include({ status: 'Rejected', quantity: '0' });
  });

  it('comes from a CSV table, all of it or nothing', async () => {
    const head = 'order;material;quantity;unit;dueDate;priority;component;componentQuantity;componentUnit;workCenter';
    const good = `${head}\nCSV-1;MIX;7;kg;2030-01-31;60;SALT;5;kg;BOX3\nCSV-1;MIX;7;kg;2030-01-31;60;SUGAR;2;kg;BOX1\n`;
    expect(await act((tx) => importOrdersCsv(tx, good))).to.deep.equal({ created: ['CSV-1'], same: [] });
    expect(await act((tx) => importOrdersCsv(tx, good))).to.deep.equal({ created: [], same: ['CSV-1'] });
    const refusal = await refusalOf(act((tx) => importOrdersCsv(tx, `${good.replaceAll('CSV-1', 'CSV-2')}CSV-3;MIX;seven;kg;;;SALT;5;kg;BOX3\n`)));
    expect(refusal).to.include({ code: 'csv-invalid', field: 'line 4' });
    expect((await listOrders(plant.database.knex, { q: 'csv-' }, plant.database.now())).items.map((item) => item.id)).to.deep.equal(['CSV-1']);
  });
});
