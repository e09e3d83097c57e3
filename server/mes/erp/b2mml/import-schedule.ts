import type { Tx } from '../../../database/index.ts';
import { ensureWorkCenter } from '../../equipment/define-equipment.ts';
import { takeInLot } from '../../lots/take-in-lot.ts';
import { ensureMaterial } from '../../materials/define-material.ts';
import { orderIdSchema } from '../../orders/schema.ts';
import { placeOrder } from '../../orders/place-order.ts';
import type { MaterialInput, SegmentInput } from '../../orders/place-order.ts';
import type { Element } from './element.ts';
import type { ImportLog } from './import-result.ts';
import type { Statements } from './statements.ts';
import { readProperties, readQuantity, readTime } from './values.ts';

/** ProductionRequest (V0401) or OperationsRequest (V0700): an order with its tree of segments and their materials. */
export async function importRequest(tx: Tx, element: Element, statements: Statements, log: ImportLog): Promise<void> {
  const idElement = element.need('ID');
  const id = idElement.asId(64);
  if (!orderIdSchema.safeParse(id).success) throw idElement.complain(`"${id}" must have no spaces and none of / ? #`);
  const roots = element.all('SegmentRequirement');
  if (roots.length === 0) throw element.complain('needs the element SegmentRequirement');
  const segments = roots.map(readSegment);
  const product = flatten(segments).flatMap((segment) => segment.materials).find((material) => material.materialUse === 'Produced');
  if (product === undefined) throw element.complain('names no material that is Produced');

  if (!(await statements.isLatest('order', id))) return;
  await takeInNamed(tx, roots, log);
  const end = element.first('EndTime') ?? roots[0]!.first('LatestEndTime');
  const priority = element.first('Priority');
  const change = await element.during(() =>
    placeOrder(tx, {
      id, source: 'erp', externalId: id, materialId: product.materialId, quantity: product.quantity, unit: product.unit, segments,
      ...(end === undefined ? {} : { dueDate: readTime(end) }), ...(priority === undefined ? {} : { priority: readPriority(priority) }),
    }),
  );
  log.note('order', id, change);
}

function readSegment(element: Element): SegmentInput {
  const parameters = [...element.all('ProductionParameter').flatMap((one) => one.all('Parameter')), ...element.all('SegmentParameter')];
  const equipment = element.first('EquipmentRequirement')?.textOf('EquipmentID') ?? null;
  const externalId = element.textOf('ID');
  return {
    processSegmentId: element.textOf('ProcessSegmentID') ?? null,
    workCenterId: equipment,
    properties: {
      ...(externalId === undefined ? {} : { ID: externalId }),
      ...Object.fromEntries(parameters.map((one) => [one.need('ID').asId(), one.first('Value')?.textOf('ValueString') ?? ''])),
    },
    materials: element.all('MaterialRequirement').map((one) => readMaterial(one, equipment)),
    segments: element.all('SegmentRequirement', 'SegmentRequirementChild').map(readSegment),
  };
}

function readMaterial(element: Element, equipmentOfSegment: string | null): MaterialInput {
  const use = element.first('MaterialUse');
  const { quantity, unitOfMeasure } = readQuantity(element.need('Quantity'));
  const properties = readProperties(element, 'MaterialRequirementProperty');
  const materialUse = use === undefined ? null : readUse(use);
  return {
    materialId: element.need('MaterialDefinitionID').asId(),
    lotId: element.first('MaterialLotID')?.asId() ?? null,
    sublotId: element.first('MaterialSubLotID')?.asId() ?? null,
    materialUse,
    quantity: quantity.amount,
    unit: quantity.unit,
    locationId: locationOf(element)?.asId() ?? (materialUse === 'Consumed' ? equipmentOfSegment : null),
    lineIndex: properties.Indice?.values[0]?.slice(0, 32) || (element.textOf('ID')?.slice(0, 32) ?? null),
    properties: { UnitOfMeasure: unitOfMeasure, ...Object.fromEntries(Object.entries(properties).map(([name, { values }]) => [name, values.join(' ')])) },
  };
}

/** Where it is weighed: V0401 Location/EquipmentID, V0700 HierarchyScope/EquipmentID or StorageLocation/Location. */
function locationOf(material: Element): Element | undefined {
  return material.first('Location')?.first('EquipmentID') ?? material.first('HierarchyScope')?.first('EquipmentID') ?? material.first('StorageLocation')?.first('Location');
}

function readUse(element: Element): 'Consumed' | 'Produced' {
  const text = element.text.trim();
  if (['Consumed', 'Material Consumed', 'Consumable'].includes(text)) return 'Consumed';
  if (['Produced', 'Material Produced', 'Yield Produced'].includes(text)) return 'Produced';
  throw element.complain(`the use "${text.slice(0, 40)}" is neither Consumed nor Produced`);
}

function readPriority(element: Element): number {
  const priority = Number(element.text.trim());
  if (!Number.isInteger(priority) || priority < 0 || priority > 100) throw element.complain(`the priority "${element.text.trim().slice(0, 40)}" is not a whole number from 0 to 100`);
  return priority;
}

/** Takes in every material, work centre, lot and sub-lot that the order names and nobody described: they are incomplete. */
async function takeInNamed(tx: Tx, segments: readonly Element[], log: ImportLog): Promise<void> {
  for (const segment of segments) {
    const equipment = segment.first('EquipmentRequirement')?.textOf('EquipmentID');
    if (equipment !== undefined) log.note('equipment', equipment, await ensureWorkCenter(tx, equipment));
    for (const element of segment.all('MaterialRequirement')) {
      const materialId = element.need('MaterialDefinitionID').asId();
      const description = element.textOf('Description');
      log.note('material', materialId, await ensureMaterial(tx, { id: materialId, source: 'erp', ...(description === undefined ? {} : { description }) }));
      const location = locationOf(element)?.asId();
      if (location !== undefined) log.note('equipment', location, await ensureWorkCenter(tx, location));
      const lotId = element.first('MaterialLotID')?.asId();
      const sublotId = element.first('MaterialSubLotID')?.asId();
      if (sublotId !== undefined && lotId === undefined) throw element.complain('names a sub-lot without its lot (MaterialLotID)');
      if (lotId !== undefined) await element.during(() => takeInLot(tx, { lotId, materialId, sublots: sublotId === undefined ? [] : [{ sublotId }] }, log));
    }
    await takeInNamed(tx, segment.all('SegmentRequirement', 'SegmentRequirementChild'), log);
  }
}

function flatten(segments: readonly SegmentInput[]): SegmentInput[] {
  return segments.flatMap((segment) => [segment, ...flatten(segment.segments)]);
}
