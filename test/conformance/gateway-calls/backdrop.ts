import { readFileSync } from 'node:fs';
import path from 'node:path';
import { around, diagram, extensions, message } from '../../engine/model/diagrams.ts';
import { eventually } from '../../support/eventually.ts';
import { callStream, callUnary, type Message } from '../../support/raw-gateway-client.ts';
import type { CallStage } from './call-stage.ts';
import type { Given } from './gateway-call.ts';

const DECISION = path.join(import.meta.dirname, 'decision.dmn');

/** Processes that the calls are about: the type of a job is a variable, so that each call has jobs of its own. */
const PROCESSES = {
  pass: diagram('<bpmn:startEvent id="start"/>'),
  work: around(`<bpmn:serviceTask id="node">${extensions('<zeebe:taskDefinition type="=jobType"/>', '<zeebe:taskHeaders><zeebe:header key="h" value="v"/></zeebe:taskHeaders>')}</bpmn:serviceTask>`),
  ask: around(`<bpmn:userTask id="node">${extensions('<zeebe:userTask/>')}</bpmn:userTask>`),
  wait: around('<bpmn:receiveTask id="node" messageRef="message"/>', message('name="parcel"')),
} as const;

export type Names = Readonly<Record<string, string>>;

/** Deploys what the calls are about; gives the names of its keys. */
export async function setUp(stage: CallStage): Promise<Names> {
  const names: Record<string, string> = {};
  for (const [id, xml] of Object.entries(PROCESSES)) {
    const { deployments } = await ask<{ deployments: { process: { processDefinitionKey: string } }[] }>(stage, 'DeployResource', {
      resources: [{ name: `${id}.bpmn`, content: Buffer.from(xml.replaceAll('"process"', `"${id}"`)) }],
    });
    names[`$${id}`] = deployments[0]!.process.processDefinitionKey;
  }
  const { deployments } = await ask<{ deployments: { decision?: { decisionKey: string } }[] }>(stage, 'DeployResource', {
    resources: [{ name: 'decision.dmn', content: readFileSync(DECISION) }],
  });
  names['$decision'] = deployments.find(({ decision }) => decision)!.decision!.decisionKey;
  return names;
}

/** Makes what is there before a call. `type` is a job type that nothing else has. */
export async function prepare(given: Given, stage: CallStage, type: string): Promise<Names> {
  switch (given) {
    case 'nothing': return {};
    case 'instance': return { $instance: await create(stage, 'work', { jobType: type }) };
    case 'job': return await activated(stage, type);
    case 'incident': {
      const names = await activated(stage, type);
      await ask(stage, 'FailJob', { jobKey: names['$job'], retries: 0, errorMessage: 'broken' });
      return { ...names, $incident: await keyOf(stage, 'INCIDENT', names['$instance']!) };
    }
    case 'user task': {
      const instance = await create(stage, 'ask', {});
      return { $instance: instance, $task: await keyOf(stage, 'USER_TASK', instance) };
    }
    case 'message': {
      await ask(stage, 'PublishMessage', { name: 'm', correlationKey: type, messageId: type, timeToLive: 60_000 });
      return {};
    }
  }
}

/** A job that went with a connection of Zeebe's is waited for in vain; another is made then. */
const JOB_MS_MAX = 12_000;

async function activated(stage: CallStage, type: string): Promise<Names> {
  const instance = await create(stage, 'work', { jobType: type, a: 1 });
  const answer = await eventually('the job', async () => {
    const batches = await callStream(stage.client, 'ActivateJobs', { type, worker: 'w', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 5_000 });
    return typeof batches !== 'string' && (batches[0]?.['jobs'] as { key: string; elementInstanceKey: string }[] | undefined)?.[0];
  }, JOB_MS_MAX);
  return { $instance: instance, $job: answer.key, $element: answer.elementInstanceKey };
}

async function create(stage: CallStage, bpmnProcessId: string, variables: object): Promise<string> {
  const { processInstanceKey } = await ask<{ processInstanceKey: string }>(stage, 'CreateProcessInstance', { bpmnProcessId, version: -1, variables: JSON.stringify(variables) });
  return processInstanceKey;
}

function keyOf(stage: CallStage, valueType: string, processInstanceKey: string): Promise<string> {
  return eventually(`the ${valueType}`, () => Promise.resolve(stage.records().find((record) =>
    record.valueType === valueType && record.intent === 'CREATED' && String(record.value['processInstanceKey']) === processInstanceKey))).then(({ key }) => String(key));
}

async function ask<T = Message>(stage: CallStage, call: string, request: Message): Promise<T> {
  const answer = await callUnary(stage.client, call, request);
  if (typeof answer === 'string') throw new Error(answer);
  return answer as T;
}
