import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import express from 'express';
import { ZBClient } from 'zeebe-node';
import { projectRoot } from '../../server/project-root.ts';
import { Projector, recordSink } from '../../server/records/index.ts';
import { openClient } from '../conformance/client.ts';
import { eventually } from '../support/eventually.ts';
import { openPlantDatabase } from '../support/plant-database.ts';
import type { PlantDatabase } from '../support/plant-database.ts';
import { findZeebe } from '../support/zeebe-distribution.ts';
import { startZeebe } from '../support/zeebe.ts';
import type { ZeebeBroker } from '../support/zeebe.ts';

const jobTaskProcess = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <bpmn:process id="job-task" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:userTask id="look" name="Have a look"><bpmn:extensionElements><zeebe:formDefinition formKey="look-form" /><zeebe:assignmentDefinition candidateGroups="=[&quot;operator&quot;, &quot;inspector&quot;]" /></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:userTask>
    <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="look" /><bpmn:sequenceFlow id="f2" sourceRef="look" targetRef="end" />
  </bpmn:process>
</bpmn:definitions>`;

describe('Zeebe 8.5.8 with its Elasticsearch exporter pointed at the record sink', function () {
  this.timeout(180_000);
  const token = 'a-token-of-the-test';
  let plant: PlantDatabase;
  let server: Server;
  let zeebe: ZeebeBroker;
  let client: ZBClient;
  let bulks: string[];

  before(async function () {
    const distribution = findZeebe();
    if ('missing' in distribution) return this.skip();
    plant = await openPlantDatabase();
    bulks = [];
    const projector = new Projector(plant.database);
    const app = express();
    app.use((request, _response, next) => {
      const chunks: Buffer[] = [];
      if (request.url.startsWith('/_bulk')) {
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => bulks.push(Buffer.concat(chunks).toString('utf8')));
      }
      next();
    });
    app.use(recordSink({ projector }));
    server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    zeebe = await startZeebe({ exporterUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    client = new ZBClient(zeebe.grpcAddress, { loglevel: 'NONE' });
  });

  /** Takes the job without leaving a request waiting at the broker: one of a worker that was closed would still be given the next job. */
  const takeJob = (type: string) =>
    eventually(`a job ${type}`, async () => (await client.activateJobs({ type, worker: 'test', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: -1 }))[0]);

  after(async () => {
    await client?.close();
    await zeebe?.stop();
    server?.closeAllConnections();
    server?.close();
    await plant?.dispose();
  });

  it('shows deployed processes, where an instance is, its variables and its user task', async () => {
    const { knex } = plant.database;
    const file = path.join(projectRoot(), 'workflows/quality/quality-hold/quality-hold.bpmn');
    const xml = readFileSync(file, 'utf8');
    await client.deployResource({ process: Buffer.from(xml), name: 'quality-hold.bpmn' });
    const definition = await eventually('the definition', () => knex('process_definition').where({ bpmn_process_id: 'quality-hold' }).first());
    expect(definition).to.include({ version: 1, resource_name: 'quality-hold.bpmn', xml });

    const variables = { targetType: 'lot', targetId: 'L1', reasonCode: 'out-of-tolerance', reason: 'too heavy', jobOrderId: 'J1', lotId: 'L1', orderId: '258456', commandId: 'c-1' };
    const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'quality-hold', variables });
    await client.completeJob({ jobKey: (await takeJob('mes:place-hold')).key, variables: { holdId: 'H-1' } });
    const task = (await eventually('the task with its variables', () =>
      knex('user_task').where({ process_instance_key: processInstanceKey }).whereNotNull('hold_id').first())) as Record<string, string>;
    expect(task).to.include({
      kind: 'native', status: 'created', form_id: 'disposition', element_name: 'Disposition', candidate_groups: '["inspector"]', hold_id: 'H-1', lot_id: 'L1', order_id: '258456', assignee: null,
    });
    expect(JSON.parse(task.variables!)).to.deep.include({ holdId: 'H-1', reason: 'too heavy' });
    const instance = await knex('process_instance').where({ key: processInstanceKey }).first();
    expect(instance).to.include({ state: 'active', order_id: '258456', lot_id: 'L1', root_key: processInstanceKey, bpmn_process_id: 'quality-hold' });
    expect(await knex('variable').where({ command_id: 'c-1' }).first()).to.include({ process_instance_key: processInstanceKey });
    expect(await knex('element_instance').where({ process_instance_key: processInstanceKey, element_id: 'disposition' }).first()).to.include({ state: 'active', ended_at: null });
    expect(await knex('sequence_flow_taken').where({ process_instance_key: processInstanceKey }).pluck('count')).to.deep.equal([1, 1]);

    await client.cancelProcessInstance(processInstanceKey);
    const ended = await eventually('the task to leave the worklist', () => knex('user_task').where({ key: task.key, status: 'canceled' }).first());
    expect((ended as { ended_at: string }).ended_at).to.match(/^\d{4}-.*Z$/);
    await eventually('the instance to be terminated', () => knex('process_instance').where({ key: processInstanceKey, state: 'terminated' }).first());
  });

  it('shows job-based user tasks', async () => {
    const { knex } = plant.database;
    await client.deployResource({ process: Buffer.from(jobTaskProcess), name: 'job-task.bpmn' });
    const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'job-task', variables: { lotId: 'L2', amount: '5.003' } });
    const task = (await eventually('the task', () => knex('user_task').where({ process_instance_key: processInstanceKey }).whereNotNull('lot_id').first())) as Record<string, string>;
    expect(task).to.include({ kind: 'job', form_id: 'look-form', element_name: 'Have a look', candidate_groups: '["operator","inspector"]', lot_id: 'L2' });
    expect(JSON.parse(task.variables!)).to.deep.equal({ amount: '5.003', lotId: 'L2' });
    await client.completeJob({ jobKey: task.key!, variables: {} });
    await eventually('its end', () => knex('user_task').where({ key: task.key, status: 'completed' }).first());
    await eventually('the instance\'s end', () => knex('process_instance').where({ key: processInstanceKey, state: 'completed' }).first());
  });

  it('moves a migrated instance and its task to the other diagram', async () => {
    const { knex } = plant.database;
    const other = jobTaskProcess.replaceAll('job-task', 'moved-task').replaceAll('"look"', '"inspect"').replace('Have a look', 'Inspect');
    const deployed = await client.deployResource({ process: Buffer.from(other), name: 'moved-task.bpmn' });
    const target = deployed.deployments[0]!.process.processDefinitionKey;
    const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'job-task', variables: {} });
    const task = (await eventually('the task', () => knex('user_task').where({ process_instance_key: processInstanceKey }).first())) as { key: string };
    const migrating = openClient(zeebe.grpcAddress, zeebe.restAddress);
    try {
      await migrating.migrateProcessInstance({
        processInstanceKey, migrationPlan: { targetProcessDefinitionKey: target, mappingInstructions: [{ sourceElementId: 'look', targetElementId: 'inspect' }] },
      });
    } finally {
      await migrating.close();
    }
    await eventually('the task at its new element', () => knex('user_task').where({ key: task.key, element_id: 'inspect', element_name: 'Inspect', bpmn_process_id: 'moved-task', process_definition_key: target }).first());
    expect(await knex('process_instance').where({ key: processInstanceKey }).first()).to.include({ bpmn_process_id: 'moved-task', definition_key: target, state: 'active' });
    expect(await knex('element_instance').where({ process_instance_key: processInstanceKey, element_id: 'inspect' }).first()).to.include({ state: 'active' });
    await client.completeJob({ jobKey: task.key, variables: {} });
    await eventually('the instance\'s end', () => knex('process_instance').where({ key: processInstanceKey, state: 'completed' }).first());
  });

  it('shows incidents', async () => {
    const { knex } = plant.database;
    const { processInstanceKey } = await client.createProcessInstance({ bpmnProcessId: 'quality-hold', variables: { targetType: 'lot', targetId: 'none', reasonCode: 'r', reason: 'r' } });
    await client.failJob({ jobKey: (await takeJob('mes:place-hold')).key, retries: 0, retryBackOff: 0, errorMessage: 'the target is unknown' });
    const incident = (await eventually('the incident', () => knex('incident').where({ process_instance_key: processInstanceKey }).first())) as Record<string, string>;
    expect(incident).to.include({ state: 'created', error_type: 'JOB_NO_RETRIES', element_id: 'place-hold', message: 'the target is unknown' });
    expect(incident.job_key).to.match(/^\d{16,}$/);
    await client.cancelProcessInstance(processInstanceKey);
    await eventually('its end', () => knex('incident').where({ key: incident.key, state: 'resolved' }).first());
  });

  it('gives the same tables when everything is sent again, in other portions, and to a plant that was cut off in between', async () => {
    // The stream rests when the broker is gone.
    await zeebe.stop();
    const tables = ['process_definition', 'process_instance', 'element_instance', 'sequence_flow_taken', 'variable', 'incident', 'user_task', 'exporter_position'];
    const snapshot = async (of: PlantDatabase) => {
      const rows: Record<string, unknown[]> = {};
      for (const table of tables) rows[table] = (await of.database.knex(table).select(table === 'exporter_position' ? ['partition_id', 'position', 'record_at'] : [])).map((row) => JSON.stringify(row)).sort();
      return rows;
    };
    const original = await snapshot(plant);
    const other = await openPlantDatabase();
    const app = express().use(recordSink({ projector: new Projector(other.database), token }));
    const second = app.listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => second.once('listening', resolve));
      const url = `http://127.0.0.1:${(second.address() as AddressInfo).port}/_bulk`;
      const post = (body: string, password = token) =>
        fetch(url, { method: 'POST', body, headers: { authorization: `Basic ${Buffer.from(`takt:${password}`).toString('base64')}`, 'content-type': 'application/x-ndjson' } });
      expect((await post(bulks[0]!, 'wrong')).status).to.equal(401);
      expect(await other.database.knex('exporter_position')).to.deep.equal([]);
      const lines = bulks.join('').split('\n').filter((line) => line !== '');
      for (let from = 0; from < lines.length; from += 34) {
        const portion = `${lines.slice(Math.max(0, from - 8), from + 34).join('\n')}\n`;
        expect((await post(portion)).status).to.equal(200);
      }
      for (const body of [bulks[0]!, lines.join('\n')]) expect((await post(`${body}\n`)).status).to.equal(200);
      const again = await snapshot(other);
      for (const table of tables) expect(again[table], table).to.deep.equal(original[table]);
    } finally {
      second.closeAllConnections();
      second.close();
      await other.dispose();
    }
  });
});
