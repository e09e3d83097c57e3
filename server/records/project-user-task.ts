import type { z } from 'zod';
import type { Tx } from '../database/index.ts';
import { elementNames } from './element-names.ts';
import { asId } from './project-variable.ts';
import type { Projection } from './projector.ts';
import type { values } from './record.ts';

const header = (name: string) => `io.camunda.zeebe:${name}`;
const jobTaskType = header('userTask');

interface NewTask {
  readonly key: string;
  readonly kind: 'native' | 'job';
  readonly formId: string;
  readonly assignee: string;
  readonly candidateGroups: readonly string[];
  readonly dueDate: string;
  readonly of: { elementId: string; elementInstanceKey: string; bpmnProcessId: string; processDefinitionKey: string; processInstanceKey: string };
}

interface TaskRow {
  readonly key: string;
  readonly status: string;
  readonly element_instance_key: string;
  readonly process_instance_key: string;
  readonly variables: string;
  readonly work_center_id: string | null;
}

/** Tasks drawn with `zeebe:userTask`. */
export async function projectUserTask(projection: Projection, intent: string, value: z.infer<typeof values.USER_TASK>): Promise<void> {
  const key = value.userTaskKey;
  switch (intent) {
    case 'CREATED':
      return await addTask(projection, {
        key, kind: 'native', formId: value.externalFormReference, assignee: value.assignee, candidateGroups: value.candidateGroupsList, dueDate: value.dueDate, of: value,
      });
    case 'ASSIGNED':
    case 'UPDATED':
      await projection.tx.knex('user_task').where({ key }).update({
        assignee: value.assignee === '' ? null : value.assignee, candidate_groups: JSON.stringify(value.candidateGroupsList), due_date: isoOrNull(value.dueDate),
      });
      return await tell(projection.tx, key);
    case 'MIGRATED':
      return await moveTask(projection, key, value);
    case 'COMPLETED':
      return await endTask(projection, key, value.processInstanceKey, 'completed');
    case 'CANCELED':
      return await endTask(projection, key, value.processInstanceKey, 'canceled');
    default:
      return undefined;
  }
}

/** Tasks without it: jobs of a type that no worker asks for. */
export async function projectJobTask(projection: Projection, key: string, intent: string, value: z.infer<typeof values.JOB>): Promise<void> {
  if (value.type !== jobTaskType) return;
  const headers = value.customHeaders;
  switch (intent) {
    case 'CREATED':
      return await addTask(projection, {
        key, kind: 'job', formId: headers[header('formKey')] ?? '', assignee: headers[header('assignee')] ?? '', candidateGroups: groupsOf(headers[header('candidateGroups')]),
        dueDate: headers[header('dueDate')] ?? '', of: value,
      });
    case 'MIGRATED':
      return await moveTask(projection, key, value);
    case 'COMPLETED':
      return await endTask(projection, key, value.processInstanceKey, 'completed');
    case 'CANCELED':
    case 'ERROR_THROWN':
      return await endTask(projection, key, value.processInstanceKey, 'canceled');
    default:
      return undefined;
  }
}

async function addTask({ tx, changedInstances, at }: Projection, { key, kind, formId, assignee, candidateGroups, dueDate, of }: NewTask): Promise<void> {
  await tx.knex('user_task').insert({
    key, kind, status: 'created', process_instance_key: of.processInstanceKey, element_instance_key: of.elementInstanceKey, ...(await placeOf(tx, of)),
    form_id: formId === '' ? null : formId, assignee: assignee === '' ? null : assignee, candidate_groups: JSON.stringify(candidateGroups), due_date: isoOrNull(dueDate),
    variables: '{}', created_at: at,
  }).onConflict('key').ignore();
  changedInstances.add(of.processInstanceKey);
}

/** The task goes on at the element of another diagram; who does it, and with which form, stays. */
async function moveTask({ tx }: Projection, key: string, of: NewTask['of']): Promise<void> {
  await tx.knex('user_task').where({ key }).update(await placeOf(tx, of));
  await tell(tx, key);
}

async function placeOf(tx: Tx, { processDefinitionKey, bpmnProcessId, elementId }: NewTask['of']): Promise<Record<string, string | null>> {
  const definition = (await tx.knex('process_definition').where({ key: processDefinitionKey }).first('xml')) as { xml: string } | undefined;
  return {
    process_definition_key: processDefinitionKey, bpmn_process_id: bpmnProcessId, element_id: elementId,
    element_name: definition === undefined ? null : (elementNames(definition.xml).get(elementId) ?? null),
  };
}

async function endTask({ tx, batch, at }: Projection, key: string, processInstanceKey: string, status: 'completed' | 'canceled'): Promise<void> {
  // The task keeps what it saw last, however the stream was cut into batches.
  await batch.flush(tx);
  await refreshVariables(tx, new Set([processInstanceKey]));
  await tx.knex('user_task').where({ key }).update({ status, ended_at: at });
  await tell(tx, key);
}

async function tell(tx: Tx, key: string): Promise<void> {
  const task = (await tx.knex('user_task').where({ key }).first('key', 'status', 'work_center_id')) as TaskRow | undefined;
  if (task !== undefined) tellOf(tx, task);
}

function tellOf(tx: Tx, { key, status, work_center_id: workCenterId }: TaskRow): void {
  // Who subscribed to `worklist` gets the events of all work centres.
  tx.live(workCenterId === null ? 'worklist' : `worklist:${workCenterId}`, { key, status });
}

/** Gives the open tasks of these instances the variables that their scopes see now, and tells what they are about. */
export async function refreshVariables(tx: Tx, processInstanceKeys: ReadonlySet<string>): Promise<void> {
  const keys = [...processInstanceKeys];
  for (let from = 0; from < keys.length; from += 200) {
    const part = keys.slice(from, from + 200);
    const tasks = (await tx.knex('user_task').whereIn('process_instance_key', part).whereIn('status', ['created', 'completing'])) as TaskRow[];
    for (const task of tasks) await refreshTask(tx, task);
  }
}

async function refreshTask(tx: Tx, task: TaskRow): Promise<void> {
  const variables = await visibleVariables(tx, task.element_instance_key);
  const json = `{${[...variables].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
  if (json === task.variables) return;
  const id = (name: string) => {
    const value = variables.get(name);
    return value === undefined ? null : asId(value);
  };
  const next = { ...task, work_center_id: id('workCenterId') };
  await tx.knex('user_task').where({ key: task.key }).update({
    variables: json, work_center_id: next.work_center_id, job_order_id: id('jobOrderId'), lot_id: id('lotId'), order_id: id('orderId'), ticket_id: id('ticketId'), hold_id: id('holdId'),
  });
  tellOf(tx, next);
}

/** Names and JSON values, an inner scope's before an outer's; a called process does not see its caller's. */
async function visibleVariables(tx: Tx, elementInstanceKey: string): Promise<Map<string, string>> {
  const variables = new Map<string, string>();
  let scope: string | null = elementInstanceKey;
  while (scope !== null) {
    const rows = (await tx.knex('variable').where({ scope_key: scope }).orderBy('name').select('name', 'value')) as { name: string; value: string }[];
    for (const { name, value } of rows) if (!variables.has(name)) variables.set(name, value);
    const element = (await tx.knex('element_instance').where({ key: scope }).first('scope_key')) as { scope_key: string | null } | undefined;
    scope = element?.scope_key ?? null;
  }
  return variables;
}

/** Header texts are FEEL lists rendered as JSON; a plain word is a list of one. */
function groupsOf(text: string | undefined): string[] {
  if (text === undefined || text === '') return [];
  try {
    const groups = JSON.parse(text) as unknown;
    return Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [text];
  } catch {
    return text.split(',').map((group) => group.trim());
  }
}

function isoOrNull(text: string): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
