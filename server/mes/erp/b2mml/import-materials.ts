import type { Tx } from '../../../database/index.ts';
import { takeInLot } from '../../lots/take-in-lot.ts';
import type { LotStatement, SublotStatement } from '../../lots/take-in-lot.ts';
import { defineMaterial, ensureMaterial } from '../../materials/define-material.ts';
import type { Element } from './element.ts';
import type { ImportLog } from './import-result.ts';
import type { Statements } from './statements.ts';
import { readProperties, readQuantity, readTime } from './values.ts';

export interface Stock {
  readonly statements: Statements;
  /** Whether quantities are taken; they are not when the same message was taken in before. */
  readonly isNews: boolean;
}

/** MaterialDefinition: description, base unit (property BaseUnitOfMeasure) and the properties as they come. */
export async function importDefinition(tx: Tx, element: Element, statements: Statements, log: ImportLog): Promise<void> {
  const id = element.need('ID').asId();
  if (!(await statements.isLatest('material', id))) return;
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

/** MaterialLot, inside MaterialInformation (whose ID is then the material) or alone. */
export async function importLot(tx: Tx, element: Element, materialIdOfInformation: Element | undefined, stock: Stock, log: ImportLog): Promise<void> {
  const materialElement = element.first('MaterialDefinitionID') ?? materialIdOfInformation;
  if (materialElement === undefined) throw element.complain('needs the element MaterialDefinitionID');
  const materialId = materialElement.asId();
  const lotId = element.need('ID').asId();
  const expiry = readProperties(element, 'MaterialLotProperty').ExpiryDate?.elements[0];
  const status = element.first('Status');
  const quantity = element.first('Quantity');
  const said = {
    ...(status === undefined ? {} : { status: readStatus(status) }),
    ...(expiry === undefined || expiry.text.trim() === '' ? {} : { expiresAt: readTime(expiry) }),
    ...(quantity === undefined || !stock.isNews ? {} : { quantity: readQuantity(quantity).quantity }),
  };
  const saidOfSublots = element.all('MaterialSubLot').map((sublot) => readSublot(sublot, stock.isNews));
  const statement: LotStatement = { lotId, materialId, ...(await stock.statements.latestOf('lot', lotId, said)), sublots: [] };
  const sublots = await latestOfSublots(lotId, saidOfSublots, stock);
  log.note('material', materialId, await ensureMaterial(tx, { id: materialId, source: 'erp' }));
  await element.during(() => takeInLot(tx, { ...statement, sublots }, log));
}

/** MaterialSubLot alone, as V0700 sends it: it names its lot, which must be known or described in the same message. */
export async function importSublot(tx: Tx, element: Element, stock: Stock, log: ImportLog): Promise<void> {
  const lotElement = element.need('MaterialLotID');
  const lotId = lotElement.asId();
  const lot = await tx.knex<{ id: string; material_id: string }>('material_lot').where({ id: lotId }).first('material_id');
  if (lot === undefined) throw lotElement.complain(`the lot "${lotId}" is not known, and its material is not said`);
  const sublots = await latestOfSublots(lotId, [readSublot(element, stock.isNews)], stock);
  await element.during(() => takeInLot(tx, { lotId, materialId: lot.material_id, sublots }, log));
}

/** What is said of a sub-lot's quantity is said of its lot's as well. */
async function latestOfSublots(lotId: string, sublots: readonly SublotStatement[], { statements }: Stock): Promise<SublotStatement[]> {
  const latest: SublotStatement[] = [];
  for (const { sublotId, ...said } of sublots) {
    const kept = await statements.latestOf('sublot', sublotId, said);
    if (kept.quantity !== undefined) await statements.note('lot', lotId, 'quantity');
    latest.push({ sublotId, ...kept });
  }
  return latest;
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
