import type { Knex } from 'knex';
import { getLotRow } from '../lots/lot.ts';
import type { ProcessTrace } from './schema.ts';

/** Runs that are shown at most, newest first counted by what they were called from. */
const rootsMax = 20;

type State = ProcessTrace['state'];

interface InstanceRow {
  readonly key: string;
  readonly bpmn_process_id: string;
  readonly version: number;
  readonly parent_key: string | null;
  readonly state: State;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly xml: string | null;
}

interface ElementRow {
  readonly process_instance_key: string;
  readonly element_id: string;
  readonly element_type: string;
  readonly state: State;
  readonly started_at: string;
  readonly ended_at: string | null;
}

/**
 * The processes that the lot goes or went through, with every process that they called, oldest first: the order that
 * makes it, and whatever was started for the lot itself, such as a hold.
 * @throws Refusal unknown-lot
 */
export async function processOfLot(knex: Knex, lotId: string): Promise<ProcessTrace[]> {
  const lot = await getLotRow(knex, lotId);
  const roots = (await knex('process_instance').whereNotNull('root_key')
    .where((any) => {
      void any.where({ lot_id: lotId });
      if (lot.process_instance_key !== null) void any.orWhere({ key: lot.process_instance_key });
    })
    .groupBy('root_key').orderBy('newest', 'desc').limit(rootsMax).select('root_key').max({ newest: 'started_at' })) as { root_key: string }[];
  const instances = (await knex('process_instance').leftJoin('process_definition', 'process_definition.key', 'process_instance.definition_key')
    .whereIn('process_instance.root_key', roots.map(({ root_key: key }) => key)).orderBy(['process_instance.started_at', 'process_instance.key'])
    .select('process_instance.*', 'process_definition.xml')) as InstanceRow[];
  const keys = instances.map(({ key }) => key);
  const elements = (await knex('element_instance').whereIn('process_instance_key', keys).orderBy(['started_at', 'key'])) as ElementRow[];
  const flows = (await knex('sequence_flow_taken').whereIn('process_instance_key', keys)) as { process_instance_key: string; element_id: string; count: number }[];
  const incidents = (await knex('incident').whereIn('process_instance_key', keys).where({ state: 'created' })) as { key: string; process_instance_key: string; element_id: string | null; created_at: string }[];
  return instances.map((instance) => ({
    key: instance.key, bpmnProcessId: instance.bpmn_process_id, version: instance.version, xml: instance.xml ?? '', state: instance.state, parentKey: instance.parent_key,
    startedAt: instance.started_at, endedAt: instance.ended_at,
    elements: countElements(elements.filter(({ process_instance_key: key }) => key === instance.key)),
    flowsTaken: flows.filter(({ process_instance_key: key }) => key === instance.key).map(({ element_id: elementId, count }) => ({ elementId, count })),
    children: instances.filter(({ parent_key: parent }) => parent === instance.key).map(({ key }) => key),
    incidents: incidents.filter(({ process_instance_key: key }) => key === instance.key).map(({ key, element_id: elementId, created_at: createdAt }) => ({ key, elementId, createdAt })),
  }));
}

/** One entry for an element and a state, in the order in which they began. */
function countElements(rows: readonly ElementRow[]): ProcessTrace['elements'] {
  const counted = new Map<string, ProcessTrace['elements'][number]>();
  for (const { element_id: elementId, element_type: type, state, started_at: startedAt, ended_at: endedAt } of rows) {
    // The process itself is no place in its diagram; a multi-instance body stands where its runs stand.
    if (type === 'PROCESS' || type === 'MULTI_INSTANCE_BODY') continue;
    const entry = counted.get(`${state} ${elementId}`);
    if (entry === undefined) counted.set(`${state} ${elementId}`, { elementId, state, count: 1, startedAt, endedAt });
    else {
      entry.count += 1;
      if (endedAt !== null && (entry.endedAt === null || endedAt > entry.endedAt)) entry.endedAt = endedAt;
    }
  }
  return [...counted.values()];
}
