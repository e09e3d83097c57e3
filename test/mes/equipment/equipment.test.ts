import { expect } from 'chai';
import type { Tx } from '../../../server/database/index.ts';
import { changeEquipmentState } from '../../../server/mes/equipment/change-state.ts';
import { defineEquipment, ensureWorkCenter } from '../../../server/mes/equipment/define-equipment.ts';
import { findScale, getEquipment } from '../../../server/mes/equipment/equipment.ts';
import { updateEquipment } from '../../../server/mes/equipment/update-equipment.ts';
import { openPlantDatabase } from '../../support/plant-database.ts';
import type { PlantDatabase } from '../../support/plant-database.ts';
import { layOutPlant, refusalOf } from '../plant.ts';

describe('equipment', () => {
  let plant: PlantDatabase;
  const act = <Result>(work: (tx: Tx) => Promise<Result>) => plant.database.transaction('system', work);
  before(async () => {
    plant = await openPlantDatabase();
    await act(layOutPlant);
  });
  after(() => plant.dispose());

  it('that a message names is incomplete until somebody gives it its place', async () => {
    expect(await act((tx) => ensureWorkCenter(tx, 'BOX9'))).to.equal('created');
    expect(await act((tx) => ensureWorkCenter(tx, 'BOX9'))).to.equal('same');
    expect(await getEquipment(plant.database.knex, 'BOX9')).to.include({ incomplete: true, level: 'WorkCenter' });
    expect(await act((tx) => updateEquipment(tx, 'BOX9', { parentId: 'ACME' }))).to.include({ incomplete: false });
  });

  it('cannot be part of itself, nor of what nobody knows', async () => {
    expect(await refusalOf(act((tx) => updateEquipment(tx, 'ACME', { parentId: 'BOX3' })))).to.include({ code: 'equipment-circle' });
    expect(await refusalOf(act((tx) => updateEquipment(tx, 'BOX3', { parentId: 'MARS' })))).to.include({ code: 'unknown-equipment' });
  });

  it('keeps its states as intervals without gaps', async () => {
    const change = (state: 'Running' | 'Fault', at: string) => act((tx) => changeEquipmentState(tx, { equipmentId: 'BOX1', state, at, reason: 'test' }));
    expect(await change('Running', '2030-01-01T08:00:00.000Z')).to.equal(true);
    expect(await change('Running', '2030-01-01T08:30:00.000Z')).to.equal(false);
    expect(await change('Fault', '2030-01-01T09:00:00.000Z')).to.equal(true);
    expect(await change('Running', '2030-01-01T08:59:00.000Z')).to.equal(false);
    const intervals = await plant.database.knex('equipment_state').where({ equipment_id: 'BOX1' }).orderBy('started_at').select('state', 'started_at', 'ended_at');
    expect(intervals as unknown).to.deep.equal([
      { state: 'Running', started_at: '2030-01-01T08:00:00.000Z', ended_at: '2030-01-01T09:00:00.000Z' },
      { state: 'Fault', started_at: '2030-01-01T09:00:00.000Z', ended_at: null },
    ]);
  });

  it('weighs on the scale of a unit before one of the work centre', async () => {
    expect(await findScale(plant.database.knex, 'BOX3')).to.equal(null);
    await act((tx) => updateEquipment(tx, 'BOX3', { connectionId: 'box' }));
    expect(await findScale(plant.database.knex, 'BOX3')).to.deep.equal({ id: 'BOX3', connectionId: 'box' });
    await act((tx) => defineEquipment(tx, { id: 'A-SCALE', level: 'WorkUnit', parentId: 'BOX3', connectionId: 'scale' }));
    expect(await findScale(plant.database.knex, 'BOX3')).to.deep.equal({ id: 'A-SCALE', connectionId: 'scale' });
  });
});
