import { expect } from 'chai';
import { engineDeliverer } from '../../connectors/runtime/engine-deliverer.ts';
import { PermanentError, RetryableError } from '../../connectors/runtime/errors.ts';
import { findEndOfUserTask, Projector } from '../../server/records/index.ts';
import { around, extensions } from '../engine/model/diagrams.ts';
import { openPlantDatabase } from '../support/plant-database.ts';
import type { PlantDatabase } from '../support/plant-database.ts';
import { startGateway } from './gateway.ts';
import type { Gateway } from './gateway.ts';

describe('the completion of a user task, sent to the engine', function () {
  this.timeout(60_000);
  let gateway: Gateway;
  let plant: PlantDatabase;
  before(async function () {
    this.timeout(120_000);
    gateway = await startGateway();
    plant = await openPlantDatabase();
    await gateway.client.deploy([{ name: 'task.bpmn', content: around(`<bpmn:userTask id="node">${extensions('<zeebe:userTask/>')}</bpmn:userTask>`) }]);
  });
  after(async () => {
    await gateway.close();
    await plant.dispose();
  });

  const newTask = async () => {
    const { processInstanceKey } = await gateway.client.createInstance({ bpmnProcessId: 'process', variables: {} });
    const created = await gateway.event('USER_TASK', 'CREATED', (value) => String(value.processInstanceKey) === processInstanceKey);
    return { processInstanceKey, userTaskKey: String(created.key) };
  };
  /** Delivers once the tables show all that the engine did, as the plant does after its barrier. */
  const deliver = async (userTaskKey: string, attempts: number, caughtUp = true): Promise<unknown> => {
    const projector = new Projector(plant.database);
    const deliverer = engineDeliverer(gateway.client, {
      findInstanceByCommandId: () => Promise.resolve(undefined),
      findEndOfUserTask: async (key) => {
        if (caughtUp) await projector.apply(await gateway.records());
        return await findEndOfUserTask(plant.database, key);
      },
    });
    return await deliverer({ attempts, payload: { op: 'complete-user-task', userTaskKey, kind: 'native', variables: { a: 1 } } }).catch((error: unknown) => error);
  };

  it('counts as done when an earlier attempt, whose answer was lost, arrived', async () => {
    const { userTaskKey } = await newTask();
    await gateway.client.completeUserTask({ userTaskKey, kind: 'native', variables: { a: 1 } });
    expect(await deliver(userTaskKey, 1)).to.deep.equal({ alreadyCompleted: true });
  });

  it('is refused for good when the process cancelled the task before it arrived, however often it was tried', async () => {
    const { userTaskKey, processInstanceKey } = await newTask();
    await gateway.client.cancelInstance(processInstanceKey);
    await gateway.event('USER_TASK', 'CANCELED', (value) => String(value.userTaskKey) === userTaskKey);
    for (const attempts of [0, 3]) {
      const error = await deliver(userTaskKey, attempts);
      expect(error).to.be.instanceOf(PermanentError);
      expect((error as Error).message).to.include('the process cancelled the task');
    }
  });

  it('is refused when somebody else completed the task', async () => {
    const { userTaskKey } = await newTask();
    await gateway.client.completeUserTask({ userTaskKey, kind: 'native', variables: {} });
    expect((await deliver(userTaskKey, 0) as Error).message).to.include('somebody else completed the task');
  });

  it('is tried again while the records do not tell the end', async () => {
    const { userTaskKey } = await newTask();
    await gateway.client.completeUserTask({ userTaskKey, kind: 'native', variables: {} });
    expect(await deliver(userTaskKey, 1, false)).to.be.instanceOf(RetryableError);
  });
});
