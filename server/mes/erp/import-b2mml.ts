import { createHash } from 'node:crypto';
import type { Tx } from '../../database/index.ts';
import type { OrderRow } from '../orders/order.ts';
import { readinessOf } from '../orders/readiness.ts';
import { requirePolicy } from '../policy.ts';
import type { Element } from './b2mml/element.ts';
import { importDefinition, importLot, importSublot } from './b2mml/import-materials.ts';
import type { Stock } from './b2mml/import-materials.ts';
import { ImportLog } from './b2mml/import-result.ts';
import type { Imported } from './b2mml/import-result.ts';
import { importRequest } from './b2mml/import-schedule.ts';
import { parseMessage } from './b2mml/parse-xml.ts';
import { Statements } from './b2mml/statements.ts';
import { readTime } from './b2mml/values.ts';

const nouns = ['MaterialDefinition', 'MaterialInformation', 'MaterialLot', 'MaterialSubLot', 'ProductionSchedule', 'OperationsSchedule'] as const;
type Noun = (typeof nouns)[number];

export interface B2mmlResult {
  readonly message: { readonly type: string; readonly version: string; readonly sender: string | null; readonly createdAt: string | null };
  readonly created: Imported[];
  readonly updated: Imported[];
  /** What a message that was made later has spoken of already: left as it is. */
  readonly outdated: Imported[];
  /** What the message names and nobody has described completely yet. */
  readonly incomplete: Imported[];
  readonly shortages: { orderId: string; materialId: string; needed: string; available: string; missing: string; unit: string }[];
}

/**
 * Takes in a message of the ERP: materials, lots with their sub-lots and stock, schedules with their orders; B2MML V0401
 * and V0700. All of it or, when anything in it is wrong, nothing. The same message again changes nothing,
 * and a message that was overtaken by one that was made later does not undo that one.
 * @throws Refusal b2mml-invalid and others, with the element's path and line
 */
export async function importB2mml(tx: Tx, xml: string): Promise<B2mmlResult> {
  requirePolicy(tx, 'erp.import');
  const { root, version } = parseMessage(xml);
  const noun = nounOf(root);
  const log = new ImportLog();
  const application = root.first('ApplicationArea');
  const created = application?.first('CreationDateTime');
  const stock: Stock = { statements: new Statements(tx, log, created === undefined || created.text.trim() === '' ? undefined : readTime(created)), isNews: await isNews(tx, root.name, xml) };
  const dataArea = noun === (root.name as Noun) ? undefined : root.need('DataArea');
  const subjects = dataArea === undefined ? [root] : dataArea.all(noun);
  if (subjects.length === 0) throw dataArea!.complain(`needs the element ${noun}`);
  for (const subject of subjects) await importSubject(tx, noun, subject, stock, log);
  tx.audit('erp.message', { type: 'erp', id: root.name }, { created: log.of('created'), updated: log.of('updated'), outdated: log.of('outdated') });
  return {
    message: { type: root.name, version, sender: application?.first('Sender')?.textOf('LogicalID') ?? null, createdAt: application?.textOf('CreationDateTime') ?? null },
    created: log.of('created'),
    updated: log.of('updated'),
    outdated: log.of('outdated'),
    incomplete: await incompleteOf(tx, log),
    shortages: await shortagesOf(tx, log),
  };
}

/** SyncMaterialInformation → MaterialInformation; a bare noun is taken as well. */
function nounOf(root: Element): Noun {
  const noun = nouns.find((one) => root.name === one || ['Sync', 'Process', 'Change'].some((verb) => root.name === `${verb}${one}`));
  if (noun === undefined) throw root.complain(`a message ${root.name} is not taken in; send Sync or Process of ${nouns.join(', ')}`);
  return noun;
}

async function importSubject(tx: Tx, noun: Noun, subject: Element, stock: Stock, log: ImportLog): Promise<void> {
  switch (noun) {
    case 'MaterialDefinition':
      return await importDefinition(tx, subject, stock.statements, log);
    case 'MaterialInformation':
      for (const definition of subject.all('MaterialDefinition')) await importDefinition(tx, definition, stock.statements, log);
      for (const lot of subject.all('MaterialLot')) await importLot(tx, lot, subject.first('ID'), stock, log);
      for (const sublot of subject.all('MaterialSubLot')) await importSublot(tx, sublot, stock, log);
      return;
    case 'MaterialLot':
      return await importLot(tx, subject, undefined, stock, log);
    case 'MaterialSubLot':
      return await importSublot(tx, subject, stock, log);
    case 'ProductionSchedule':
    case 'OperationsSchedule': {
      const requests = subject.all('ProductionRequest', 'OperationsRequest');
      if (requests.length === 0) throw subject.complain('needs the element ProductionRequest or OperationsRequest');
      for (const request of requests) await importRequest(tx, request, stock.statements, log);
    }
  }
}

/** Whether this very text is new. A statement of stock that is sent again must not undo what was consumed since. */
async function isNews(tx: Tx, type: string, xml: string): Promise<boolean> {
  const id = createHash('sha256').update(xml).digest('hex');
  if ((await tx.knex('erp_message').where({ id }).first('id')) !== undefined) return false;
  await tx.knex('erp_message').insert({ id, type, received_at: tx.now() });
  return true;
}

async function incompleteOf(tx: Tx, log: ImportLog): Promise<Imported[]> {
  const tables = [['material', 'material_definition'], ['equipment', 'equipment'], ['lot', 'material_lot'], ['sublot', 'material_sublot']] as const;
  const found: Imported[] = [];
  for (const [type, table] of tables) {
    const ids: string[] = await tx.knex(table).whereIn('id', log.mentioned(type)).where({ incomplete: 1 }).orderBy('id').pluck('id');
    found.push(...ids.map((id) => ({ type, id })));
  }
  return found;
}

async function shortagesOf(tx: Tx, log: ImportLog): Promise<B2mmlResult['shortages']> {
  const orders = await tx.knex<OrderRow>('operations_request').whereIn('id', log.mentioned('order')).orderBy('id');
  const readiness = await readinessOf(tx.knex, orders, tx.now());
  return orders.flatMap((order) => readiness.get(order.id)!.shortages.map((shortage) => ({ orderId: order.id, ...shortage })));
}
