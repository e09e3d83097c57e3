import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { openEngine } from '../../server/engine/index.ts';
import type { CommandRequest } from '../../server/engine/index.ts';
import { Projector } from '../../server/records/index.ts';
import { openPlantDatabase } from '../support/plant-database.ts';
import type { PlantDatabase } from '../support/plant-database.ts';

type Engine = Awaited<ReturnType<typeof openEngine>>;
type Row = Record<string, unknown>;

/** A sub-process with both kinds of user task, beside a task that fails; the ids end in `suffix`, the names begin with it. */
const diagram = (id: string, suffix: string): string => {
  const flow = (from: string, to: string): string => `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
  const [sub, own, job, work] = ['sub', 'own', 'job', 'work'].map((name) => name + suffix) as [string, string, string, string];
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
<bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="start"/>${flow('start', 'fork')}<bpmn:parallelGateway id="fork"/>
${flow('fork', sub)}${flow('fork', job)}${flow('fork', work)}
<bpmn:subProcess id="${sub}"><bpmn:startEvent id="in"/>${flow('in', own)}
<bpmn:userTask id="${own}" name="${suffix}: own"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements></bpmn:userTask></bpmn:subProcess>
<bpmn:userTask id="${job}" name="${suffix}: job"/>
<bpmn:serviceTask id="${work}"><bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements></bpmn:serviceTask>
</bpmn:process></bpmn:definitions>`;
};

describe('a migrated process instance', () => {
  let plant: PlantDatabase;
  let engine: Engine;
  let dataDir: string;
  let projector: Projector;

  beforeEach(async () => {
    plant = await openPlantDatabase();
    projector = new Projector(plant.database);
    dataDir = mkdtempSync(path.join(tmpdir(), 'takt-migrated-'));
    engine = await openEngine({ dataDir });
  });
  afterEach(async () => {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
    await plant.dispose();
  });

  async function accepted(request: CommandRequest) {
    const answer = await engine.submit(request);
    if (answer.kind === 'rejection') throw new Error(answer.reason);
    return answer;
  }

  async function deploy(id: string, suffix: string): Promise<string> {
    const { value } = await accepted({ valueType: 'DEPLOYMENT', intent: 'CREATE', value: { resources: [{ resourceName: `${id}.bpmn`, content: Buffer.from(diagram(id, suffix)) }] } });
    return (value as { processesMetadata: { processDefinitionKey: string }[] }).processesMetadata[0]!.processDefinitionKey;
  }

  /** Shows everything the engine did so far, in portions of so many records. */
  async function show(portion: number): Promise<void> {
    for (;;) {
      const records = engine.records(Number(await projector.position()), portion);
      if (records.length === 0) return;
      await projector.apply(records);
    }
  }

  async function migrate(portion: number) {
    await deploy('old', '-1');
    const target = await deploy('new', '-2');
    const { value } = await accepted({ valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE', value: { bpmnProcessId: 'old', variables: '{"lotId":"L1"}' } });
    const instanceKey = (value as { processInstanceKey: string }).processInstanceKey;
    const activated = await engine.activateJobs({ type: 'work', worker: 'test', timeoutMs: 60_000, maxJobs: 1 });
    if ('rejection' in activated) throw new Error(activated.rejection.reason);
    await accepted({ valueType: 'JOB', intent: 'FAIL', key: activated.jobs[0]!.key, value: { retries: 0, errorMessage: 'broken' } });
    if (portion > 1) await show(portion);
    const mappingInstructions = ['sub', 'own', 'job', 'work'].map((name) => ({ sourceElementId: `${name}-1`, targetElementId: `${name}-2` }));
    await accepted({ valueType: 'PROCESS_INSTANCE_MIGRATION', intent: 'MIGRATE', key: instanceKey, value: { targetProcessDefinitionKey: target, mappingInstructions } });
    await show(portion);
    return { instanceKey, target };
  }

  for (const portion of [1, 1_000]) {
    it(`is shown at its elements in the other diagram, with its tasks and incidents (records come ${portion} at a time)`, async () => {
      const { knex } = plant.database;
      const { instanceKey, target } = await migrate(portion);
      expect(await knex('process_instance').where({ key: instanceKey }).first()).to.include({ bpmn_process_id: 'new', version: 1, definition_key: target, state: 'active', lot_id: 'L1' });
      const elements = (await knex('element_instance').where({ process_instance_key: instanceKey, state: 'active' })) as Row[];
      expect(elements.map(({ element_id: id }) => id).sort()).to.deep.equal(['job-2', 'new', 'own-2', 'sub-2', 'work-2']);
      const ended = (await knex('element_instance').where({ process_instance_key: instanceKey, state: 'completed' })) as Row[];
      expect(ended.map(({ element_id: id }) => id).sort()).to.deep.equal(['fork', 'in', 'start']);
      const tasks = (await knex('user_task').where({ process_instance_key: instanceKey }).orderBy('kind')) as Row[];
      expect(tasks.map(({ kind, element_id: id, element_name: name, bpmn_process_id: process, process_definition_key: key, status, lot_id: lot }) => [kind, id, name, process, key, status, lot])).to.deep.equal([
        ['job', 'job-2', '-2: job', 'new', target, 'created', 'L1'],
        ['native', 'own-2', '-2: own', 'new', target, 'created', 'L1'],
      ]);
      expect(await knex('incident').where({ process_instance_key: instanceKey }).first()).to.include({ element_id: 'work-2', state: 'created', message: 'broken' });
    });
  }

  it('completes there', async () => {
    const { knex } = plant.database;
    const { instanceKey } = await migrate(1_000);
    const [own] = (await knex('user_task').where({ kind: 'native' })) as { key: string }[];
    await accepted({ valueType: 'USER_TASK', intent: 'COMPLETE', key: own!.key });
    await show(1_000);
    expect(await knex('user_task').where({ key: own!.key }).first()).to.include({ status: 'completed', element_id: 'own-2' });
    const ended = (await knex('element_instance').where({ process_instance_key: instanceKey, state: 'completed' }).pluck('element_id')) as string[];
    expect(ended).to.include.members(['own-2', 'sub-2']);
  });
});
