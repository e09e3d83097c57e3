import { expect } from 'chai';
import { importB2mml } from '../../../server/mes/erp/import-b2mml.ts';
import { openPlantDatabase } from '../../support/plant-database.ts';
import type { PlantDatabase } from '../../support/plant-database.ts';
import { b2mml, contentOf, refusalOf } from '../plant.ts';

const material = 'MAT-20121210170256-CRBN0001.xml';
const lot = 'LOT-20121210170718-0001L0001.xml';
const inventory = 'INV-20121210175555-0001L0001_01.xml';
const schedule = 'PRO-20121210181416-27942.xml';

describe('B2MML import', () => {
  let plant: PlantDatabase;
  before(async () => {
    plant = await openPlantDatabase();
  });
  after(() => plant.dispose());

  const send = (xml: string) => plant.database.transaction('system', (tx) => importB2mml(tx, xml));
  const row = async (table: string, id: string): Promise<Record<string, unknown>> => (await plant.database.knex(table).where({ id }).first()) as Record<string, unknown>;

  it('takes in the ERP\'s real messages, first the master data, then the schedule that names more than it described', async () => {
    expect((await send(b2mml(material))).created).to.deep.equal([{ type: 'material', id: 'CRBN0001' }]);
    expect(await row('material_definition', 'CRBN0001')).to.include({ base_unit: 'kg', incomplete: 0, properties: '{"BaseUnitOfMeasure":["KG"],"HazardousMaterialWarning":["C","XN"]}' });

    await send(b2mml(lot));
    await send(b2mml(inventory));
    expect(await row('material_lot', 'CRBN0001_LOT01')).to.include({ material_id: 'CRBN0001', status: 'Available', quantity: '24.91', unit: 'kg', expires_at: '2013-12-08T00:00:00.000Z', incomplete: 0 });
    expect(await row('material_sublot', 'CRBN0001_LOT01_01')).to.include({ lot_id: 'CRBN0001_LOT01', status: 'OnHold', quantity: '24.91' });

    const answer = await send(b2mml(schedule));
    expect(answer.message).to.deep.equal({ type: 'SyncProductionSchedule', version: 'V0401', sender: 'DEV130', createdAt: '2009-12-10T17:14:16.0Z' });
    expect(answer.created).to.deep.include({ type: 'order', id: '258456' });
    expect(answer.incomplete.map(({ type, id }) => `${type} ${id}`)).to.deep.equal([
      'material CRBN0002', 'material CRBN0003', 'material SO1215', 'equipment BOX1', 'equipment BOX3', 'equipment BOX4',
      'lot CRBN0002_LOT01', 'sublot 412345670000003212', 'sublot 412345670021003212',
    ]);
    expect(answer.shortages.map(({ materialId, missing, unit }) => `${missing} ${unit} ${materialId}`)).to.deep.equal(['816 kg CRBN0001', '50 kg CRBN0002', '100 kg CRBN0003']);
    expect(await row('operations_request', '258456')).to.include({ material_id: 'SO1215', quantity: '1', unit: 'kg', status: 'Planned', source: 'erp' });
    const components = await plant.database.knex<Record<string, unknown>>('material_requirement').where({ order_id: '258456', material_use: 'Consumed' }).orderBy('sequence');
    expect(components.map((one) => `${one.line_index as string} ${one.material_id as string} ${one.quantity as string} ${one.location_id as string}`)).to.deep.equal([
      '0010 CRBN0001 5 BOX3', '0020 CRBN0002 50 BOX1', '0030 CRBN0001 811 BOX3', '0040 CRBN0003 100 BOX4',
    ]);
  });

  it('changes nothing when the messages are sent again', async () => {
    const before = await contentOf(plant.database);
    for (const file of [material, lot, inventory, schedule]) {
      const answer = await send(b2mml(file));
      expect([...answer.created, ...answer.updated], file).to.deep.equal([]);
    }
    const after = await contentOf(plant.database);
    for (const table of Object.keys(before).filter((name) => name !== 'audit_entry')) expect(after[table], table).to.deep.equal(before[table]);
  });

  it('takes in V0700: a lot of its own and an operations schedule', async () => {
    const message = (noun: string, body: string) => `<Sync${noun} xmlns="http://www.mesa.org/xml/B2MML" releaseID="V0700"><ApplicationArea><CreationDateTime>2026-01-01T00:00:00Z</CreationDateTime></ApplicationArea><DataArea><Sync/>${body}</DataArea></Sync${noun}>`;
    const quantity = (amount: string) => `<Quantity><QuantityString>${amount}</QuantityString><DataType>decimal</DataType><UnitOfMeasure>KG</UnitOfMeasure></Quantity>`;
    await send(message('MaterialLot', `<MaterialLot><ID>V7-LOT</ID><MaterialDefinitionID>CRBN0001</MaterialDefinitionID><Status>Available</Status>${quantity('12.5')}</MaterialLot>`));
    expect(await row('material_lot', 'V7-LOT')).to.include({ quantity: '12.5', status: 'Available', incomplete: 0 });
    await send(message('OperationsSchedule', `<OperationsSchedule><ID>S1</ID><OperationsRequest><ID>V7-1</ID><EndTime>2026-02-01T12:00:00+01:00</EndTime><Priority>60</Priority><SegmentRequirement><ID>1</ID>
      <MaterialRequirement><ID>p</ID><MaterialDefinitionID>SO1215</MaterialDefinitionID><MaterialUse>Produced</MaterialUse>${quantity('3')}</MaterialRequirement>
      <SegmentRequirementChild><ID>2</ID><ProcessSegmentID>Weighing</ProcessSegmentID><EquipmentRequirement><ID>e</ID><EquipmentID>BOX3</EquipmentID></EquipmentRequirement>
        <MaterialRequirement><ID>0010</ID><MaterialDefinitionID>CRBN0001</MaterialDefinitionID><MaterialUse>Consumed</MaterialUse>${quantity('3.000')}</MaterialRequirement>
      </SegmentRequirementChild></SegmentRequirement></OperationsRequest></OperationsSchedule>`));
    expect(await row('operations_request', 'V7-1')).to.include({ quantity: '3', due_date: '2026-02-01T11:00:00.000Z', priority: 60 });
    expect(await row('material_requirement', 'V7-1//2')).to.include({ location_id: 'BOX3', line_index: '0010', quantity: '3' });
  });

  const damaged: readonly (readonly [string, string, string | RegExp, string, string, RegExp])[] = [
    ['a quantity that is no number', schedule, '811.000', 'much', 'quantity-invalid', /MaterialRequirement\[3\]\/Quantity\/QuantityString/],
    ['a missing unit', inventory, '<UnitOfMeasure>KG</UnitOfMeasure>', '', 'b2mml-invalid', /MaterialSubLot\/Quantity$/],
    ['a missing material', schedule, '<MaterialDefinitionID>CRBN0003</MaterialDefinitionID>', '', 'b2mml-invalid', /MaterialRequirement\[4\]$/],
    ['an unknown status', lot, 'Valid', 'Purple', 'b2mml-invalid', /MaterialLot\/Status$/],
    ['a date that is none', lot, '2013-12-08T00:00:00.0Z', '8.12.2013', 'b2mml-invalid', /MaterialLotProperty\/Value\/ValueString$/],
    ['an order without a product', schedule, 'Produced', 'Consumed', 'b2mml-invalid', /ProductionRequest$/],
    ['a negative quantity', schedule, '50.000', '-50.000', 'b2mml-invalid', /QuantityString$/],
    ['text that is cut off', schedule, /<\/ProductionSchedule>[^]*/, '', 'b2mml-invalid', /./],
    ['a document type with an entity', material, '<SyncMaterialDefinition', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><SyncMaterialDefinition', 'b2mml-invalid', /^\/$/],
    ['an entity nobody declared', material, 'Product Courbon0001', '&secret;', 'b2mml-invalid', /Description$/],
    ['another namespace', material, 'B2MML-V0401', 'B2MML-V9999', 'b2mml-invalid', /^\/SyncMaterialDefinition$/],
    ['a message that is not for us', material, /SyncMaterialDefinition/g, 'GetMaterialDefinition', 'b2mml-invalid', /^\/GetMaterialDefinition$/],
    ['a lot of another material', lot, 'CRBN0001</ID>', 'CRBN0009</ID>', 'wrong-material', /MaterialLot$/],
  ];
  for (const [what, file, from, to, code, place] of damaged)
    it(`refuses ${what}, names element and line, and stores nothing`, async () => {
      const xml = b2mml(file).replace(from, to);
      const before = await contentOf(plant.database);
      const refusal = await refusalOf(send(xml));
      expect(refusal.code).to.equal(code);
      expect(refusal.field).to.match(place);
      expect(refusal.detail).to.match(/^Line \d+, \//);
      expect(refusal.params.line).to.be.a('number').greaterThan(0);
      expect(await contentOf(plant.database)).to.deep.equal(before);
    });

  it('refuses a message of more than five megabytes, or nested and repeated beyond measure', async () => {
    expect(await refusalOf(send(`${b2mml(material)}<!--${'x'.repeat(5_000_001)}-->`))).to.include({ code: 'message-too-large', status: 413 });
    const nested = (depth: number) => b2mml(material).replace('<DataArea>', `<DataArea>${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`);
    expect(await refusalOf(send(nested(70)))).to.include({ code: 'b2mml-invalid' }).and.to.have.property('detail').that.includes('levels deep');
    expect(await refusalOf(send(b2mml(material).replace('<DataArea>', `<DataArea>${'<a/>'.repeat(200_001)}`)))).to.have.property('detail').that.includes('more than 200000 elements');
  });

  it('does not give back what was consumed when a statement of stock is sent again', async () => {
    await plant.database.transaction('system', (tx) => tx.knex('material_sublot').where({ id: 'CRBN0001_LOT01_01' }).update({ quantity: '20' }));
    await send(b2mml(inventory));
    expect(await row('material_sublot', 'CRBN0001_LOT01_01')).to.include({ quantity: '20' });
  });

  it('does not let a message undo one that was made later, and takes a late one about something else', async () => {
    for (const file of [material, lot, inventory]) await send(b2mml(file));
    const later = (xml: string, time: string) => xml.replace(/(<CreationDateTime>)[^<]*/, `$1${time}`);
    const recount = (amount: string, time: string) => later(b2mml(inventory), time).replaceAll(/24\.910*/g, amount);
    const quantity = async () => (await row('material_sublot', 'CRBN0001_LOT01_01')).quantity;
    expect((await send(recount('20', '2013-01-02T12:00:00+01:00'))).outdated).to.deep.equal([]);
    expect(await quantity()).to.equal('20');
    const late = await send(recount('23', '2013-01-02T10:59:59Z'));
    expect(late.outdated.map(({ id }) => id)).to.include('CRBN0001_LOT01_01');
    expect(late.updated).to.deep.equal([]);
    expect(await quantity()).to.equal('20');
    // What only the late message says is taken: here the expiry, of which the statements of stock do not speak.
    expect((await send(later(b2mml(lot), '2013-01-01T00:00:00Z').replace('2013-12-08', '2014-12-08'))).outdated).to.deep.equal([]);
    expect(await row('material_lot', 'CRBN0001_LOT01')).to.include({ expires_at: '2014-12-08T00:00:00.000Z' });
    expect((await send(later(b2mml(lot), '2012-12-31T00:00:00Z').replace('2013-12-08', '2015-12-08'))).outdated).to.deep.equal([{ type: 'lot', id: 'CRBN0001_LOT01' }]);
    expect(await row('material_lot', 'CRBN0001_LOT01')).to.include({ expires_at: '2014-12-08T00:00:00.000Z' });
    expect((await send(recount('24.91', '2013-01-03T00:00:00Z'))).outdated).to.deep.equal([]);
    // A clock that is ahead does not silence the ERP for a century.
    await send(recount('21', '2199-01-01T00:00:00Z'));
    expect((await send(recount('24.91', new Date(Date.now() + 60_000).toISOString()))).outdated).to.deep.equal([]);
    expect(await quantity()).to.equal('24.91');
  });
});
