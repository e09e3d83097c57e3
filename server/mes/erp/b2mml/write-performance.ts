/** What was done for an order, as the ERP hears of it. Amounts are exact decimal text; times ISO 8601 UTC. */
export interface Performance {
  readonly id: string;
  readonly publishedAt: string;
  readonly orderId: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly state: 'Waiting' | 'Ready' | 'Running' | 'Completed' | 'Aborted' | 'Paused' | 'Closed';
  readonly segments: readonly PerformanceSegment[];
}

export interface PerformanceSegment {
  readonly id: string;
  readonly processSegmentId: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly equipmentId: string | null;
  readonly state: Performance['state'];
  readonly materials: readonly PerformanceMaterial[];
}

export interface PerformanceMaterial {
  readonly id: string;
  readonly materialId: string;
  readonly lotId: string;
  readonly sublotId: string | null;
  readonly use: 'Consumed' | 'Produced';
  readonly quantity: string;
  readonly unitOfMeasure: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** B2MML V0700 SyncOperationsPerformance (element order as in B2MML-OperationsPerformance.xsd). */
export function writePerformance(performance: Performance): string {
  const { id, publishedAt, orderId, startedAt, endedAt, state, segments } = performance;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<SyncOperationsPerformance xmlns="http://www.mesa.org/xml/B2MML" releaseID="V0700">',
    `<ApplicationArea><Sender>${tag('LogicalID', 'Takt')}</Sender>${tag('CreationDateTime', publishedAt)}${tag('BODID', id)}</ApplicationArea>`,
    '<DataArea><Sync/>',
    `<OperationsPerformance>${tag('ID', id)}${tag('PublishedDate', publishedAt)}${tag('StartTime', startedAt)}${tag('Endtime', endedAt)}${tag('OperationsType', 'Production')}${tag('PerformanceState', state)}`,
    `<OperationsResponse>${tag('ID', orderId)}${tag('StartTime', startedAt)}${tag('EndTime', endedAt)}${tag('OperationsType', 'Production')}${tag('OperationsRequestID', orderId)}${tag('ResponseState', state)}`,
    ...segments.map(writeSegment),
    '</OperationsResponse></OperationsPerformance></DataArea></SyncOperationsPerformance>',
  ];
  return `${lines.join('\n')}\n`;
}

function writeSegment({ id, processSegmentId, startedAt, endedAt, equipmentId, state, materials }: PerformanceSegment): string {
  const equipment = equipmentId === null ? '' : `<EquipmentActual>${tag('ID', equipmentId)}${tag('EquipmentID', equipmentId)}</EquipmentActual>`;
  return [
    `<SegmentResponse>${tag('ID', id)}${tag('ActualStartTime', startedAt)}${tag('ActualEndTime', endedAt)}${tag('ProcessSegmentID', processSegmentId)}${tag('SegmentState', state)}${equipment}`,
    ...materials.map(writeMaterial),
    '</SegmentResponse>',
  ].join('\n');
}

function writeMaterial({ id, materialId, lotId, sublotId, use, quantity, unitOfMeasure, properties }: PerformanceMaterial): string {
  const values = Object.entries(properties).map(
    ([name, value]) => `<MaterialActualProperty>${tag('ID', name)}<Value>${tag('ValueString', value)}${tag('DataType', 'string')}</Value></MaterialActualProperty>`,
  );
  return `<MaterialActual>${tag('ID', id)}${tag('MaterialDefinitionID', materialId)}${tag('MaterialLotID', lotId)}${tag('MaterialSubLotID', sublotId)}${tag('MaterialUse', use)}<Quantity>${tag('QuantityString', quantity)}${tag('DataType', 'decimal')}${tag('UnitOfMeasure', unitOfMeasure)}</Quantity>${values.join('')}</MaterialActual>`;
}

/** The element with its text escaped; nothing where there is no text. */
function tag(name: string, text: string | null): string {
  return text === null ? '' : `<${name}>${escapeText(text)}</${name}>`;
}

/** Characters that XML 1.0 cannot carry at all are left out. */
function escapeText(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
