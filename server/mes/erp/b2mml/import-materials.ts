import type { Tx } from '../../../database/index.ts';
import { takeInLot } from '../../lots/take-in-lot.ts';
import type { LotStatement, SublotStatement } from '../../lots/take-in-lot.ts';
import { defineMaterial, ensureMaterial } from '../../materials/define-material.ts';
import type { Element } from './element.ts';
import type { ImportLog } from './import-result.ts';
import { readProperties, readQuantity, readTime } from './values.ts';

/** MaterialDefinition: description, base unit (property BaseUnitOfMeasure) and the properties as they come. */
export async function importDefinition(tx: Tx, element: Element, log: ImportLog): Promise<void> {
  const id = element.need('ID').asId();
  const properties = readProperties(element, 'MaterialDefinitionProperty');
  const description = element.textOf('Description');
  const baseUnit = properties.BaseUnitOfMeasure?.values[0];
  const { change } = await element.during(() =>
    defineMaterial(tx, {
      id, source: 'erp', properties: Object.fromEntries(Object.entries(properties).map(([name, { values }]) => [name, values])),
      ...(description === undefined ? {} : { description: { en: description } }), ...(baseUnit === undefined || baseUnit === '' ? {} : { baseUnit }),
    }),
  );
  log.note('material', id, change);
}

/**
 * MaterialLot, inside MaterialInformation (whose ID is then the material) or alone.
 * `stockIsNews`: whether quantities are taken; they are not when the same message was taken in before.
 */
export async function importLot(tx: Tx, element: Element, materialIdOfInformation: Element | undefined, stockIsNews: boolean, log: ImportLog): Promise<void> {
  const materialElement = element.first('MaterialDefinitionID') ?? materialIdOfInformation;
  if (materialElement === undefined) throw element.complain('needs the element MaterialDefinitionID');
  const materialId = materialElement.asId();
  const lotId = element.need('ID').asId();
  const expiry = readProperties(element, 'MaterialLotProperty').ExpiryDate?.elements[0];
  const status = element.first('Status');
  const quantity = element.first('Quantity');
  const statement: LotStatement = {
    lotId, materialId,
    ...(status === undefined ? {} : { status: readStatus(status) }),
    ...(expiry === undefined || expiry.text.trim() === '' ? {} : { expiresAt: readTime(expiry) }),
    ...(quantity === undefined || !stockIsNews ? {} : { quantity: readQuantity(quantity).quantity }),
    sublots: element.all('MaterialSubLot').map((sublot) => readSublot(sublot, stockIsNews)),
  };
  log.note('material', materialId, await ensureMaterial(tx, { id: materialId, source: 'erp' }));
  await element.during(() => takeInLot(tx, statement, log));
}

/** MaterialSubLot alone, as V0700 sends it: it names its lot, which must be known or described in the same message. */
export async function importSublot(tx: Tx, element: Element, stockIsNews: boolean, log: ImportLog): Promise<void> {
  const lotElement = element.need('MaterialLotID');
  const lotId = lotElement.asId();
  const lot = await tx.knex<{ id: string; material_id: string }>('material_lot').where({ id: lotId }).first('material_id');
  if (lot === undefined) throw lotElement.complain(`the lot "${lotId}" is not known, and its material is not said`);
  await element.during(() => takeInLot(tx, { lotId, materialId: lot.material_id, sublots: [readSublot(element, stockIsNews)] }, log));
}

function readSublot(element: Element, stockIsNews: boolean): SublotStatement {
  const status = element.first('Status');
  const quantity = element.first('Quantity');
  const location = element.first('Location', 'StorageLocation');
  const locationId = location?.textOf('EquipmentID', 'Location');
  return {
    sublotId: element.need('ID').asId(),
    ...(status === undefined ? {} : { status: readStatus(status) }),
    ...(quantity === undefined || !stockIsNews ? {} : { quantity: readQuantity(quantity).quantity }),
    ...(locationId === undefined ? {} : { locationId }),
  };
}

const statuses: Readonly<Record<string, 'Available' | 'OnHold'>> = {
  valid: 'Available', available: 'Available', released: 'Available', unrestricted: 'Available', ok: 'Available',
  notvalid: 'OnHold', invalid: 'OnHold', blocked: 'OnHold', onhold: 'OnHold', hold: 'OnHold', quarantine: 'OnHold', restricted: 'OnHold', inspection: 'OnHold',
};

function readStatus(element: Element): 'Available' | 'OnHold' {
  const text = element.text.trim();
  const status = statuses[text.toLowerCase().replace(/[\s_-]/g, '')];
  if (status === undefined) throw element.complain(`the status "${text.slice(0, 40)}" is not one of ${Object.keys(statuses).join(', ')}`);
  return status;
}
