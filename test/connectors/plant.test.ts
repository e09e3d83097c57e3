import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import express from 'express';
import { Registry } from 'prom-client';
import request from 'supertest';
import { loadConnections, outboxDeliverers, simulationRouter, startBroker, startConnectors, startSimulation } from '../../connectors/index.ts';
import { silent } from '../../connectors/runtime/log.ts';
import { loadDemo } from '../../server/mes/demo/index.ts';
import { startOutbox } from '../../server/mes/outbox/index.ts';
import { SignalPipeline } from '../../server/mes/signals/index.ts';
import { projectRoot } from '../../server/project-root.ts';
import { eventually } from '../support/eventually.ts';
import { openPlantDatabase } from '../support/plant-database.ts';
import type { PlantDatabase } from '../support/plant-database.ts';
import { startGateway } from './gateway.ts';
import type { Gateway } from './gateway.ts';

describe('connectors of the demo plant', function () {
  this.timeout(60_000);
  let gateway: Gateway;
  let plant: PlantDatabase;
  const stops: (() => Promise<void>)[] = [];
  const registry = new Registry();
  let app: express.Express;
  let health: () => { connectionId: string; connected: boolean }[];

  before(async function () {
    this.timeout(120_000);
    gateway = await startGateway();
    plant = await openPlantDatabase();
    const { database } = plant;
    await loadDemo(database);
    const folder = path.join(projectRoot(), 'workflows');
    const diagrams = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bpmn'));
    await gateway.client.deploy(diagrams.map((name) => ({ name: path.basename(name), content: readFileSync(path.join(folder, name), 'utf8') })));

    const broker = await startBroker(0);
    const clock = () => new Date();
    const simulation = await startSimulation({ connections: await loadConnections(database.knex), mqttUrl: broker.url, clock, log: silent });
    const pipeline = new SignalPipeline(database);
    const transact = database.transaction.bind(database, 'system') as Parameters<typeof startConnectors>[0]['transact'];
    const connectors = startConnectors({
      engine: gateway.client, transact, connections: simulation.connections, mqttUrl: broker.url, takeSamples: (samples) => pipeline.take(samples), log: silent, metrics: registry,
    });
    health = () => connectors.health();
    const deliverers = outboxDeliverers({ engine: gateway.client, recorded: { findInstanceByCommandId: () => Promise.resolve(undefined), findEndOfUserTask: () => Promise.resolve(undefined) }, transact, mail: { from: 'Takt <takt@localhost>' } });
    const outbox = startOutbox({ database, deliverers, log: silent });
    stops.push(() => broker.close(), () => simulation.stop(), () => outbox.stop(), () => connectors.stop(2000));
    app = express().use('/api/simulation', simulationRouter(simulation));
  });
  after(async () => {
    for (const stop of stops.reverse()) await stop();
    await gateway.close();
    await plant.dispose();
  });

  const rows = async (table: string, where: object) => (await plant.database.knex(table).where(where)) as Record<string, unknown>[];

  it('reach every machine', async () => {
    await eventually('all connections', () => Promise.resolve(health().length === 4 && health().every(({ connected }) => connected)));
    await eventually('the mixer', async () => (await rows('sample_last', { tag_id: 'MIX1.state', quality: 'good' })).length === 1);
  });

  it('bring the weight on a scale into the plant, exactly', async () => {
    await request(app).post('/api/simulation/BOX3').send({ load: '5.003' }).expect(200, { machineId: 'BOX3', load: '5.003' });
    await eventually('the weight', async () => (await rows('sample_last', { tag_id: 'BOX3.weight', value: '5.003' })).length === 1);
    await eventually('the scale to stand still', async () => (await rows('sample_last', { tag_id: 'BOX3.stable', value: 'true' })).length === 1);
  });

  it('make a ticket and its mail of a machine fault, once', async () => {
    await request(app).post('/api/simulation/BOX4').send({ fault: true }).expect(200);
    const mails = await eventually('the mail', async () => {
      const found = await rows('mail_message', {});
      return found.length > 0 && found;
    });
    const tickets = await rows('ticket', { equipment_id: 'BOX4' });
    expect(tickets).to.have.lengthOf(1);
    expect(mails[0]).to.include({ ticket_id: tickets[0]!.id, status: 'outbox' });
    expect(mails[0]!.subject).to.include('BOX4');
    expect(mails[0]!.html).to.include('action&#x3D;acknowledge');
    await gateway.event('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED', (value) => value.elementId === 'wait-for-acknowledgement');
    expect(await rows('ticket', { equipment_id: 'BOX4' })).to.have.lengthOf(1);
  });

  it('are measured', async () => {
    expect(await registry.metrics()).to.match(/takt_connector_jobs_total\{type="mes:open-ticket",outcome="completed"\} 1/);
  });

  it('let only known machines be played with', async () => {
    await request(app).post('/api/simulation/BOX9').send({ fault: true }).expect(404);
    await request(app).post('/api/simulation/MIX1').send({ load: '1' }).expect(422);
    await request(app).post('/api/simulation/BOX3').send({ load: 'heavy' }).expect(422);
    const { body } = await request(app).get('/api/simulation').expect(200);
    expect((body as { items: { equipmentId: string }[] }).items.map(({ equipmentId }) => equipmentId)).to.have.members(['BOX1', 'BOX3', 'BOX4', 'MIX1']);
  });
});
