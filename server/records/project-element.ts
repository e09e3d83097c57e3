import type { z } from 'zod';
import type { Tx } from '../database/index.ts';
import { subjectsOf } from './project-variable.ts';
import type { Projection } from './projector.ts';
import { none } from './record.ts';
import type { values } from './record.ts';

type Element = z.infer<typeof values.PROCESS_INSTANCE>;

/**
 * Where instances are and were: an element from its ELEMENT_ACTIVATING to its end, and the flows taken. A migration moves what is active to
 * the element of the other diagram; what ended before keeps the name it had.
 */
export async function projectElement(projection: Projection, key: string, intent: string, value: Element): Promise<void> {
  const { batch, at } = projection;
  if (intent === 'SEQUENCE_FLOW_TAKEN') return batch.flow(value.processInstanceKey, value.elementId);
  const state = states[intent];
  if (state === undefined) return;
  batch.element({
    key, process_instance_key: value.processInstanceKey, element_id: value.elementId, element_type: value.bpmnElementType,
    scope_key: value.flowScopeKey === none ? null : value.flowScopeKey, state, started_at: at, ended_at: state === 'active' ? null : at,
  });
  if (value.bpmnElementType === 'PROCESS') await projectInstance(projection, intent, state, value);
}

const states: Readonly<Record<string, 'active' | 'completed' | 'terminated'>> = {
  ELEMENT_ACTIVATING: 'active', ELEMENT_ACTIVATED: 'active', ELEMENT_COMPLETING: 'active', ELEMENT_TERMINATING: 'active', ELEMENT_MIGRATED: 'active',
  ELEMENT_COMPLETED: 'completed', ELEMENT_TERMINATED: 'terminated',
};

async function projectInstance(projection: Projection, intent: string, state: string, value: Element): Promise<void> {
  const { tx, at } = projection;
  const key = value.processInstanceKey;
  if (intent === 'ELEMENT_ACTIVATING') {
    const parentKey = value.parentProcessInstanceKey === none ? null : value.parentProcessInstanceKey;
    await tx.knex('process_instance').insert({
      key, bpmn_process_id: value.bpmnProcessId, version: value.version, definition_key: value.processDefinitionKey, parent_key: parentKey,
      root_key: parentKey === null ? key : await rootOf(tx, parentKey), state, started_at: at,
      ...(await subjectsOf(projection, key)),
    }).onConflict('key').ignore();
  } else if (intent === 'ELEMENT_MIGRATED') {
    await tx.knex('process_instance').where({ key }).update({ bpmn_process_id: value.bpmnProcessId, version: value.version, definition_key: value.processDefinitionKey });
  } else if (state !== 'active') {
    await tx.knex('process_instance').where({ key }).update({ state, ended_at: at });
  }
  if (['ELEMENT_ACTIVATING', 'ELEMENT_MIGRATED'].includes(intent) || state !== 'active') tx.live('processes', { processInstanceKey: key, bpmnProcessId: value.bpmnProcessId, state });
}

/** The instance at the top of the calls; the parent itself where its records are not here. */
async function rootOf(tx: Tx, parentKey: string): Promise<string> {
  const parent = (await tx.knex('process_instance').where({ key: parentKey }).first('root_key')) as { root_key: string | null } | undefined;
  return parent?.root_key ?? parentKey;
}
