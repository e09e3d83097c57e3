import { expect } from 'chai';
import { SignalPipeline } from '../../../server/mes/signals/index.ts';
import type { Sample } from '../../../server/mes/signals/index.ts';
import { openPlantDatabase } from '../../support/plant-database.ts';
import type { PlantDatabase } from '../../support/plant-database.ts';
import { layOutPlant } from '../plant.ts';

describe('signals', () => {
  let plant: PlantDatabase;
  let pipeline: SignalPipeline;

  beforeEach(async () => {
    plant = await openPlantDatabase();
    pipeline = new SignalPipeline(plant.database);
    await plant.database.transaction('system', async (tx) => {
      await layOutPlant(tx);
      for (const [id, meaning] of [['BOX3.weight', 'telemetry'], ['BOX3.fault', 'alarm'], ['BOX3.state', 'state']] as const)
        await tx.knex('tag').insert({ id, equipment_id: 'BOX3', connection_id: null, meaning, unit: null, address: '{}' });
    });
  });
  afterEach(() => plant.dispose());

  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 8, 0, second)).toISOString();
  const sample = (tagId: string, second: number, value: Sample['value'], quality: Sample['quality'] = 'good'): Sample => ({ tagId, value, quality, sourceTime: at(second) });
  const equipment = async () => (await plant.database.knex('equipment').where({ id: 'BOX3' }).first('state', 'state_since')) as { state: string; state_since: string };
  const messages = async () =>
    ((await plant.database.knex('outbox').where({ kind: 'engine' }).orderBy('id')) as { payload: string }[]).map((row) => JSON.parse(row.payload) as { name: string; messageId: string; correlationKey: string });

  it('keeps the exact value and the time of the machine', async () => {
    await pipeline.take([sample('BOX3.weight', 1, '5.0030')]);
    expect(await plant.database.knex('sample_last').where({ tag_id: 'BOX3.weight' }).first('value', 'quality', 'source_time')).to.deep.equal({ value: '5.0030', quality: 'good', source_time: at(1) });
  });

  it('counts a sample once however often it is sent', async () => {
    const samples = [sample('BOX3.weight', 1, '1'), sample('BOX3.weight', 2, '2'), sample('BOX3.fault', 2, true)];
    await pipeline.take(samples);
    await pipeline.take(samples);
    expect(await plant.database.knex('sample')).to.have.length(3);
    expect(await messages()).to.have.length(1);
  });

  it('stores a late sample without going back to it', async () => {
    await pipeline.take([sample('BOX3.weight', 5, '5')]);
    await pipeline.take([sample('BOX3.weight', 3, '3')]);
    expect(await plant.database.knex('sample')).to.have.length(2);
    expect(await plant.database.knex('sample_last').where({ tag_id: 'BOX3.weight' }).first('value')).to.deep.equal({ value: '5' });
  });

  it('starts the maintenance ticket at the rising edge of an alarm, with the machine in fault since then', async () => {
    await pipeline.take([sample('BOX3.fault', 1, false), sample('BOX3.state', 1, 'Running')]);
    await pipeline.take([sample('BOX3.fault', 2, true)]);
    await pipeline.take([sample('BOX3.fault', 7, true)]);
    expect(await equipment()).to.deep.equal({ state: 'Fault', state_since: at(2) });
    expect(await messages()).to.deep.include.members([{ op: 'publish-message', name: 'machine-fault', correlationKey: 'BOX3', messageId: `BOX3.fault@${at(2)}`, ttlMs: 60_000, variables: { equipmentId: 'BOX3', fault: 'The machine reports a fault', faultId: `BOX3.fault@${at(2)}`, severity: 'high', since: at(2) } }]);
    expect(await messages()).to.have.length(1);
  });

  it('stays in fault whatever the state tag says, and returns to what it says when the alarm is over', async () => {
    await pipeline.take([sample('BOX3.fault', 1, true), sample('BOX3.state', 1, 'Running')]);
    expect((await equipment()).state).to.equal('Fault');
    await pipeline.take([sample('BOX3.fault', 4, false)]);
    expect(await equipment()).to.deep.equal({ state: 'Running', state_since: at(4) });
  });

  it('stays in fault until its last alarm is over', async () => {
    await plant.database.transaction('system', (tx) => tx.knex('tag').insert({ id: 'BOX3.overload', equipment_id: 'BOX3', connection_id: null, meaning: 'alarm', unit: null, address: '{}' }));
    await pipeline.take([sample('BOX3.fault', 1, true), sample('BOX3.overload', 2, true)]);
    await pipeline.take([sample('BOX3.fault', 3, false)]);
    expect((await equipment()).state).to.equal('Fault');
    await pipeline.take([sample('BOX3.overload', 4, false)]);
    expect(await equipment()).to.deep.equal({ state: 'Idle', state_since: at(4) });
  });

  it('knows nothing of a machine that does not answer, and does not call it a new fault when it comes back with the old one', async () => {
    await pipeline.take([sample('BOX3.fault', 1, true)]);
    await pipeline.take([sample('BOX3.fault', 2, null, 'bad')]);
    expect((await equipment()).state).to.equal('Unknown');
    await pipeline.take([sample('BOX3.fault', 3, true)]);
    expect((await equipment()).state).to.equal('Fault');
    expect(await messages()).to.have.length(1);
  });

  it('adds a second fault to the open ticket of the machine', async () => {
    await plant.database.transaction('system', (tx) => tx.knex('ticket').insert({
      id: 'T-000001', equipment_id: 'BOX3', severity: 'High', type: 'Reactive', title: 'Scale', description: '', status: 'Open', opened_at: at(0), opened_by: 'system', resolution: null, escalation_level: 0, dedupe_key: 'x',
    }));
    await pipeline.take([sample('BOX3.fault', 2, true)]);
    expect(await messages()).to.have.length(0);
    expect(await plant.database.knex('ticket_event').where({ ticket_id: 'T-000001', kind: 'note' })).to.have.length(1);
  });

  it('drops samples of tags that nobody configured', async () => {
    await pipeline.take([sample('NOBODY.weight', 1, '1'), sample('BOX3.weight', 1, '2')]);
    expect(await plant.database.knex('sample').select('tag_id')).to.deep.equal([{ tag_id: 'BOX3.weight' }]);
  });

  it('writes what many connections send at once into few transactions', async () => {
    const before = (await plant.database.knex('live_event').count({ n: '*' }).first())!.n as number;
    await Promise.all(Array.from({ length: 200 }, (_, index) => pipeline.take([sample('BOX3.weight', 10, String(index)), { ...sample('BOX3.weight', 11, String(index)), sourceTime: new Date(Date.UTC(2026, 0, 1, 9, 0, 0, index)).toISOString() }])));
    expect(await plant.database.knex('sample')).to.have.length(201);
    const told = ((await plant.database.knex('live_event').count({ n: '*' }).first())!.n as number) - before;
    expect(told).to.be.lessThan(20);
  });
});
