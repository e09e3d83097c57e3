import { z } from 'zod';
import { defineRoute } from '../http/index.ts';
import type { Route } from '../http/index.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { policies, requirePolicy } from '../policy.ts';
import { Refusal, notFound } from '../refusal.ts';
import { processOfLot } from './lot-process.ts';
import { incidentSchema, processTraceSchema, processVersionSchema } from './schema.ts';

interface DefinitionRow {
  readonly key: string;
  readonly bpmn_process_id: string;
  readonly version: number;
  readonly resource_name: string;
  readonly checksum: string;
  readonly deployed_at: string;
  readonly xml: string;
}

interface IncidentRow {
  readonly key: string;
  readonly process_instance_key: string;
  readonly element_id: string | null;
  readonly job_key: string | null;
  readonly error_type: string;
  readonly message: string;
  readonly state: string;
  readonly created_at: string;
  readonly resolved_at: string | null;
  readonly bpmn_process_id: string | null;
  readonly order_id: string | null;
  readonly lot_id: string | null;
}

export const workflowRoutes = (): Route[] => [
  defineRoute({
    method: 'get', path: '/api/processes', tag: 'Processes', summary: 'Deployed versions and how many instances run on each', roles: 'signed-in', response: z.object({ items: z.array(processVersionSchema) }),
    read: async (_input, { knex }) => {
      const rows = (await knex('process_definition').orderBy([{ column: 'bpmn_process_id' }, { column: 'version', order: 'desc' }]).select('key', 'bpmn_process_id', 'version', 'resource_name', 'checksum', 'deployed_at')) as Omit<DefinitionRow, 'xml'>[];
      const running = (await knex('process_instance').where({ state: 'active' }).groupBy('definition_key').select('definition_key').count({ n: '*' })) as { definition_key: string; n: number | string }[];
      const counts = new Map(running.map(({ definition_key: key, n }) => [key, Number(n)]));
      return { items: rows.map((row) => ({ key: row.key, bpmnProcessId: row.bpmn_process_id, version: row.version, resourceName: row.resource_name, checksum: row.checksum, deployedAt: row.deployed_at, active: counts.get(row.key) ?? 0 })) };
    },
  }),
  defineRoute({
    method: 'get', path: '/api/processes/{id}/versions/{version}', tag: 'Processes', summary: 'The diagram of a version', roles: 'signed-in', responseType: 'application/xml',
    params: z.object({ id: z.string(), version: z.coerce.number().int() }),
    read: async ({ params: { id, version } }, { knex }) => {
      const row = (await knex('process_definition').where({ bpmn_process_id: id, version }).first('xml')) as Pick<DefinitionRow, 'xml'> | undefined;
      if (row === undefined) throw notFound('process', `${id} version ${version}`);
      return row.xml;
    },
  }),
  defineRoute({
    method: 'get', path: '/api/lots/{id}/process', tag: 'Lots', summary: 'The diagrams of the processes that the lot goes through, with where it is and was', roles: 'signed-in',
    params: z.object({ id: z.string().min(1).max(128) }), response: z.object({ instances: z.array(processTraceSchema) }),
    read: async ({ params: { id } }, { knex }) => ({ instances: await processOfLot(knex, id) }),
  }),
  defineRoute({
    method: 'get', path: '/api/incidents', tag: 'Processes', summary: 'What stands still because something is wrong, newest first', roles: ['engineer', 'supervisor'],
    query: z.object({ state: z.enum(['created', 'resolved']).default('created') }), response: z.object({ items: z.array(incidentSchema) }),
    read: async ({ query }, { knex }) => {
      const rows = (await knex('incident').leftJoin('process_instance', 'process_instance.key', 'incident.process_instance_key').where('incident.state', query.state).orderBy('incident.created_at', 'desc').limit(200)
        .select('incident.*', 'process_instance.bpmn_process_id', 'process_instance.order_id', 'process_instance.lot_id')) as IncidentRow[];
      return {
        items: rows.map((row) => ({
          key: row.key, processInstanceKey: row.process_instance_key, bpmnProcessId: row.bpmn_process_id ?? '', elementId: row.element_id, errorType: row.error_type, message: row.message, state: row.state,
          createdAt: row.created_at, resolvedAt: row.resolved_at, orderId: row.order_id, lotId: row.lot_id,
        })),
      };
    },
  }),
  defineRoute({
    method: 'post', path: '/api/incidents/{key}/resolve', tag: 'Processes', summary: 'Lets the process try again', roles: policies['incidents.resolve'].roles, params: z.object({ key: z.string().regex(/^\d{1,20}$/) }), status: 202,
    response: z.object({ key: z.string() }),
    change: async (tx, { params: { key } }) => {
      requirePolicy(tx, 'incidents.resolve');
      const incident = (await tx.knex('incident').where({ key }).first()) as IncidentRow | undefined;
      if (incident === undefined) throw notFound('incident', key);
      if (incident.state !== 'created') throw new Refusal({ code: 'incident-resolved', status: 409, title: 'Already resolved', detail: 'This incident is resolved already.', params: { key } });
      const attempt = tx.newId();
      await enqueue(tx, { kind: 'engine', dedupeKey: `resolve-incident:${key}:${attempt}`, payload: { op: 'resolve-incident', incidentKey: key, ...(incident.job_key === null ? {} : { jobKey: incident.job_key, retries: 1 }) } });
      tx.audit('incident.resolved', { type: 'incident', id: key });
      return { key };
    },
  }),
];
