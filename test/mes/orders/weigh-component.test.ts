import { expect } from 'chai';
import { completeOperation } from '../../../server/mes/orders/complete-operation.ts';
import { completeOrder } from '../../../server/mes/orders/complete-order.ts';
import type { JobOrderRow } from '../../../server/mes/orders/order.ts';
import { pauseOrder, resumeOrder } from '../../../server/mes/orders/pause-order.ts';
import { genealogyOf } from '../../../server/mes/lots/genealogy.ts';
import { lotHistory } from '../../../server/mes/lots/history.ts';
import { receiveLot } from '../../../server/mes/lots/receive-lot.ts';
import { openPlantDatabase } from '../../support/plant-database.ts';
import type { PlantDatabase } from '../../support/plant-database.ts';
import type { Tx } from '../../../server/database/index.ts';
import { layOutPlant, placeMixOrder, refusalOf, startedJobs, weigh } from '../plant.ts';

describe('weighing a component', () => {
  let plant: PlantDatabase;
  let salt: JobOrderRow;
  let sugar: JobOrderRow;
  let orders = 0;
  const act = <Result>(work: (tx: Tx) => Promise<Result>) => plant.database.transaction('system', work);
  const lot = async (id: string): Promise<Record<string, unknown>> => (await plant.database.knex('material_lot').where({ id }).first()) as Record<string, unknown>;
  const hold = (targetType: string, targetId: string) =>
    act((tx) => tx.knex('hold').insert({ id: `H-${targetId}`, target_type: targetType, target_id: targetId, reason_code: 'moist', reason: 'too moist', placed_by: 'ingo', placed_at: tx.now() }));

  before(async () => {
    plant = await openPlantDatabase();
    await act(async (tx) => {
      await layOutPlant(tx);
      await receiveLot(tx, { id: 'SALT-OLD', materialId: 'SALT', quantity: '50', unit: 'kg', expiresAt: '2020-01-01T00:00:00.000Z' });
      await receiveLot(tx, { id: 'SALT-HELD', materialId: 'SALT', quantity: '50', unit: 'kg' });
      await receiveLot(tx, { id: 'SALT-REST', materialId: 'SALT', quantity: '4.999', unit: 'kg' });
      await receiveLot(tx, { id: 'SALT-REJECTED', materialId: 'SALT', quantity: '50', unit: 'kg' });
      await tx.knex('material_lot').where({ id: 'SALT-REJECTED' }).update({ status: 'Rejected' });
    });
    await hold('lot', 'SALT-HELD');
  });
  after(() => plant.dispose());
  beforeEach(async () => {
    const id = `W-${++orders}`;
    [salt, sugar] = (await act(async (tx) => {
      await placeMixOrder(tx, id);
      return await startedJobs(tx, id);
    })) as [JobOrderRow, JobOrderRow];
    await act((tx) => tx.knex('material_lot').where({ id: 'SALT-1' }).update({ quantity: '100', status: 'Available' }));
  });

  it('takes the exact amount from the lot and tells the process', async () => {
    const result = await act((tx) => weigh(tx, salt.id, { lotId: 'SALT-1', quantity: '5003', unit: 'g', source: 'scale' }));
    expect(result).to.include({ outcome: 'Done', targetType: 'lot', targetId: `L-${salt.order_id}` });
    expect(result.weighing).to.include({ lotId: 'SALT-1', quantity: '5.003', unit: 'kg', target: '5', lower: '4.95', upper: '5.05', source: 'scale' });
    expect(await lot('SALT-1')).to.include({ quantity: '94.997', status: 'Available' });
    const { edges } = await genealogyOf(plant.database.knex, `L-${salt.order_id}`);
    expect(edges.map(({ from, to, quantity, unit }) => ({ from, to, quantity, unit }))).to.deep.equal([{ from: 'SALT-1', to: `L-${salt.order_id}`, quantity: '5.003', unit: 'kg' }]);
  });

  const refusals: readonly (readonly [string, Record<string, unknown>, string, RegExp])[] = [
    ['a lot that nobody knows', { lotId: 'NOPE', quantity: '5' }, 'unknown-lot', /NOPE/],
    ['the wrong material', { lotId: 'SUGAR-1', quantity: '5' }, 'wrong-material', /SUGAR-1 is SUGAR; SALT is needed/],
    ['a lot on hold', { lotId: 'SALT-HELD', quantity: '5' }, 'lot-on-hold', /too moist/],
    ['an expired lot', { lotId: 'SALT-OLD', quantity: '5' }, 'lot-expired', /2020-01-01/],
    ['a rejected lot', { lotId: 'SALT-REJECTED', quantity: '5' }, 'lot-not-available', /Rejected/],
    ['more than the lot has', { lotId: 'SALT-REST', quantity: '5' }, 'insufficient-quantity', /4\.999 kg/],
    ['too much', { lotId: 'SALT-1', quantity: '5.050001' }, 'over-tolerance', /4\.95 to 5\.05 kg/],
    ['too little', { lotId: 'SALT-1', quantity: '4.949999' }, 'under-tolerance', /4\.95 to 5\.05 kg/],
    ['a deviation without a comment', { lotId: 'SALT-1', quantity: '6', reportDeviation: true }, 'comment-missing', /comment/],
    ['nothing', { lotId: 'SALT-1', quantity: '0' }, 'quantity-not-positive', /more than zero/],
    ['another unit', { lotId: 'SALT-1', quantity: '5', unit: 'l' }, 'units-differ', /5 l/],
  ];
  for (const [what, submission, code, detail] of refusals)
    it(`refuses ${what} with the reason, and books nothing`, async () => {
      const before = await plant.database.knex('material_lot').orderBy('id');
      const refusal = await refusalOf(act((tx) => weigh(tx, salt.id, submission)));
      expect(refusal.code).to.equal(code);
      expect(refusal.detail).to.match(detail);
      expect(await plant.database.knex('material_lot').orderBy('id')).to.deep.equal(before);
      expect(await plant.database.knex('activity').where({ job_order_id: salt.id })).to.deep.equal([]);
    });

  for (const quantity of ['4.95', '5.05'])
    it(`takes ${quantity} kg: the limits belong to the tolerance`, async () => {
      expect(await act((tx) => weigh(tx, salt.id, { lotId: 'SALT-1', quantity }))).to.include({ outcome: 'Done' });
    });

  it('books a reported deviation and says so to the process', async () => {
    const result = await act((tx) => weigh(tx, salt.id, { lotId: 'SALT-1', quantity: '6', reportDeviation: true, comment: 'bag burst' }));
    expect(result).to.include({ outcome: 'Deviation', targetId: `L-${salt.order_id}`, reasonCode: 'out-of-tolerance' });
    expect(result.reason).to.match(/6 kg of SALT instead of 5 kg .*bag burst/);
    expect(await lot('SALT-1')).to.include({ quantity: '94' });
  });

  it('books a task once, however often it is completed', async () => {
    const once = await act((tx) => weigh(tx, salt.id, { lotId: 'SALT-1', quantity: '5' }, 'task-1'));
    expect(await act((tx) => weigh(tx, salt.id, { lotId: 'SALT-1', quantity: '5' }, 'task-1'))).to.deep.equal(once);
    expect(await refusalOf(act((tx) => weigh(tx, salt.id, { lotId: 'SALT-1', quantity: '5.01' }, 'task-1')))).to.include({ code: 'already-weighed', status: 409 });
    expect(await refusalOf(act((tx) => weigh(tx, salt.id, { lotId: 'SALT-1', quantity: '5' }, 'task-2')))).to.include({ code: 'already-weighed' });
    expect(await lot('SALT-1')).to.include({ quantity: '95' });
  });

  it('is blocked while the produced lot is on hold or the order paused, and says why', async () => {
    const produced = `L-${salt.order_id}`;
    await hold('lot', produced);
    expect(await refusalOf(act((tx) => weigh(tx, sugar.id, { lotId: 'SUGAR-1', quantity: '2' })))).to.include({ code: 'produced-lot-on-hold', detail: `Lot ${produced} is on hold: too moist` });
    await act((tx) => tx.knex('hold').where({ target_id: produced }).update({ released_at: tx.now(), released_by: 'ingo' }));
    await act((tx) => pauseOrder(tx, { orderId: salt.order_id, reason: 'lunch' }));
    expect(await refusalOf(act((tx) => weigh(tx, sugar.id, { lotId: 'SUGAR-1', quantity: '2' })))).to.include({ code: 'order-paused' });
    await act((tx) => resumeOrder(tx, { orderId: salt.order_id }));
    expect(await act((tx) => weigh(tx, sugar.id, { lotId: 'SUGAR-1', quantity: '2' }))).to.include({ outcome: 'Done' });
  });

  it('takes what is loose first, then the containers; a container\'s code alone is enough', async () => {
    await act(async (tx) => {
      await receiveLot(tx, { id: `C-${orders}`, materialId: 'SALT', quantity: '7', unit: 'kg' });
      for (const [n, quantity] of [[1, '4'], [2, '2.5']] as const)
        await tx.knex('material_sublot').insert({ id: `C-${orders}-${n}`, lot_id: `C-${orders}`, status: 'Available', quantity, unit: 'kg', location_id: null, incomplete: 0 });
      await weigh(tx, salt.id, { lotId: `C-${orders}`, quantity: '5' });
      await weigh(tx, sugar.id, { lotId: 'SUGAR-1', quantity: '2' });
    });
    const inputs: { sublot_id: string | null; quantity: string }[] = await plant.database.knex('activity_input').where({ lot_id: `C-${orders}` }).orderBy('id').select('sublot_id', 'quantity');
    expect(inputs).to.deep.equal([{ sublot_id: null, quantity: '0.5' }, { sublot_id: `C-${orders}-1`, quantity: '4' }, { sublot_id: `C-${orders}-2`, quantity: '0.5' }]);
    const [another] = await act(async (tx) => {
      await placeMixOrder(tx, `W-${orders}-b`);
      await tx.knex('material_requirement').where({ order_id: `W-${orders}-b`, material_id: 'SALT' }).update({ quantity: '2' });
      return await startedJobs(tx, `W-${orders}-b`);
    });
    await act((tx) => weigh(tx, another!.id, { lotId: `C-${orders}-2`, quantity: '2' }));
    expect(await lot(`C-${orders}`)).to.include({ quantity: '0', status: 'Consumed' });
  });

  it('never gives the last stock to two at once', async () => {
    const [other] = await act(async (tx) => {
      await placeMixOrder(tx, `W-${orders}-other`);
      return await startedJobs(tx, `W-${orders}-other`);
    });
    await act((tx) => tx.knex('material_lot').where({ id: 'SALT-1' }).update({ quantity: '9.9' }));
    const outcomes = await Promise.all([salt, other!].map((job) => act((tx) => weigh(tx, job.id, { lotId: 'SALT-1', quantity: '5' })).then(() => 'weighed', (error: { code?: string }) => error.code ?? 'failed')));
    expect(outcomes.toSorted()).to.deep.equal(['insufficient-quantity', 'weighed']);
    expect(await lot('SALT-1')).to.include({ quantity: '4.9' });
  });

  it('completes the order once all operations are done: the lot is there, and tells its history', async () => {
    await act(async (tx) => {
      await weigh(tx, salt.id, { lotId: 'SALT-1', quantity: '5' });
      await completeOperation(tx, { jobOrderId: salt.id });
    });
    expect(await refusalOf(act((tx) => completeOrder(tx, { orderId: salt.order_id })))).to.include({ code: 'operations-open' });
    expect(await refusalOf(act((tx) => completeOperation(tx, { jobOrderId: sugar.id })))).to.include({ code: 'not-weighed' });
    const completed = await act(async (tx) => {
      await receiveLot(tx, { id: `SUGAR-${orders}`, materialId: 'SUGAR', quantity: '5', unit: 'kg' });
      await weigh(tx, sugar.id, { lotId: `SUGAR-${orders}`, quantity: '2' });
      await completeOperation(tx, { jobOrderId: sugar.id });
      await completeOrder(tx, { orderId: salt.order_id });
      return await completeOrder(tx, { orderId: salt.order_id });
    });
    expect(completed).to.include({ status: 'Completed', good: '7', scrap: '0', unit: 'kg' });
    expect(await lot(`L-${salt.order_id}`)).to.include({ status: 'Available', quantity: '7' });
    const { items } = await lotHistory(plant.database.knex, `L-${salt.order_id}`);
    expect(items.map((item) => item.code)).to.include.members(['order.released', 'order.started', 'component.weighed', 'operation.done', 'activity.produce.in', 'order.completed']);
  });
});
