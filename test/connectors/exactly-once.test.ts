import { fork } from 'node:child_process';
import path from 'node:path';
import { expect } from 'chai';
import type { Transact } from '../../connectors/mes/transaction.ts';
import { bindConnector } from '../../connectors/runtime/connector.ts';
import { silent } from '../../connectors/runtime/log.ts';
import { noMetrics } from '../../connectors/runtime/metrics.ts';
import { startWorker } from '../../connectors/runtime/worker.ts';
import { eventually } from '../support/eventually.ts';
import { openPlantDatabase } from '../support/plant-database.ts';
import type { PlantDatabase } from '../support/plant-database.ts';
import { callOf } from './call.ts';
import { startGateway } from './gateway.ts';
import type { Gateway } from './gateway.ts';
import { noteStep, noteType } from './note-step.ts';
import { oneStep } from './one-step.ts';

describe('exactly-once effects', function () {
  this.timeout(60_000);
  let gateway: Gateway;
  let plant: PlantDatabase;

  before(async function () {
    this.timeout(120_000);
    gateway = await startGateway();
    plant = await openPlantDatabase();
  });
  after(async () => {
    await gateway.close();
    await plant.dispose();
  });

  const transact: Transact = (work) => plant.database.transaction('system', work);
  const notes = async (note: string) => (await plant.database.knex('audit_entry').where({ action: 'note.taken', target_id: note })).length;
  const ended = (processInstanceKey: string) =>
    gateway.event('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', (value) => String(value.processInstanceKey) === processInstanceKey && value.elementId === 'end');
  const start = async (note: string) => {
    await gateway.client.deploy([oneStep('note', { type: noteType, retries: 10 })]);
    return await gateway.client.createInstance({ bpmnProcessId: 'note', variables: { note } });
  };
  const work = () => startWorker(gateway.client, bindConnector(noteStep, { transact }), { name: 'test', log: silent, metrics: noMetrics });

  it('a worker that is killed between its effect and the completion does the effect once', async () => {
    const { processInstanceKey } = await start('killed');
    const settings = JSON.stringify({ grpcAddress: gateway.grpcAddress, restAddress: gateway.restAddress, database: plant.url });
    const child = fork(path.join(import.meta.dirname, 'dying-worker.ts'), [settings], { execArgv: ['--import', 'tsx'], stdio: 'inherit' });
    const signal = await new Promise((resolve) => child.once('exit', (_code, how) => resolve(how)));
    expect(signal).to.equal('SIGKILL');
    expect(await notes('killed')).to.equal(1);
    const second = work();
    await ended(processInstanceKey);
    await second.stop(1000);
    expect(await notes('killed')).to.equal(1);
  });

  it('a job that is delivered twice at the same time does its effect once', async () => {
    const connector = bindConnector(noteStep, { transact });
    const results = await Promise.all([1, 2, 3].map(() => connector.run({ note: 'twice' }, callOf(noteType, '99'))));
    expect(results).to.deep.equal([{ taken: 'twice' }, { taken: 'twice' }, { taken: 'twice' }]);
    expect(await notes('twice')).to.equal(1);
  });

  it('goes on after the engine was away', async function () {
    if (gateway.restart === undefined) this.skip();
    const worker = work();
    await ended((await start('before')).processInstanceKey);
    await gateway.restart.stop();
    expect(await gateway.client.topology().catch((error: unknown) => (error as Error).name)).to.equal('RetryableError');
    await gateway.restart.start();
    const { processInstanceKey } = await eventually('the engine to take commands', () => start('after'));
    await ended(processInstanceKey);
    await worker.stop(1000);
    expect(await notes('after')).to.equal(1);
  });
});
