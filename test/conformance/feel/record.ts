/**
 * Asks real Zeebe for the answer to every expression of the corpus and writes recorded.json. Needs a Zeebe distribution:
 *
 *     node --import tsx test/conformance/feel/record.ts
 *
 * Each expression is the script of a script task, which gives its value, and the job type of a service task, which gives its type and the
 * warnings: Zeebe tells them where a text was expected. Many tasks run side by side in one instance.
 */

import { credentials, loadPackageDefinition, type ServiceClientConstructor } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../../support/eventually.ts';
import { findZeebe } from '../../support/zeebe-distribution.ts';
import { startRecordSink, type RecordSink } from '../../support/record-sink.ts';
import { startZeebe } from '../../support/zeebe.ts';
import { openClient } from '../client.ts';
import { corpus, variables } from './corpus.ts';
import { RECORDED_AT, type Answer } from './recorded.ts';

const BATCH = 50;

const escape = (text: string): string => text.replace(/[&<>"'\n\t\r]/g, (character) => `&#${character.charCodeAt(0)};`);

function diagram(processId: string, expressions: readonly (readonly [id: number, expression: string])[]): string {
  const tasks = expressions.map(([id, expression]) => `
    <bpmn:sequenceFlow id="sf${id}" sourceRef="fork" targetRef="script${id}" />
    <bpmn:scriptTask id="script${id}"><bpmn:extensionElements><zeebe:script expression="${escape(`=${expression}`)}" resultVariable="result${id}" /></bpmn:extensionElements></bpmn:scriptTask>
    <bpmn:sequenceFlow id="tf${id}" sourceRef="fork" targetRef="type${id}" />
    <bpmn:serviceTask id="type${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${escape(`=${expression}`)}" /></bpmn:extensionElements></bpmn:serviceTask>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://takt/feel">
  <bpmn:process id="${processId}" isExecutable="true">
    <bpmn:startEvent id="start" /><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="fork" /><bpmn:parallelGateway id="fork" />${tasks.join('')}
  </bpmn:process>
</bpmn:definitions>`;
}

/** The parse errors that a deployment is refused with, by task number. */
function parseErrors(message: string): Map<number, string> {
  const errors = new Map<number, string>();
  for (const [, id, error] of message.matchAll(/- Element: script(\d+)[^\n]*\n\s+- ERROR: ([\s\S]*?)(?=\n\s*- Element:|\n\s*- ERROR:|\s*$)/g)) errors.set(Number(id), error ?? '');
  return errors;
}

async function deploy(stage: Stage, name: string, xml: string): Promise<string | undefined> {
  try {
    await stage.client.deployResource({ name: `${name}.bpmn`, process: Buffer.from(xml) });
    return undefined;
  } catch (error) {
    return (error as { details?: string }).details ?? String(error);
  }
}

/** What an incident of the service task tells. */
function typeOf(message: string): Pick<Answer & { ok: true }, 'type' | 'warnings'> | undefined {
  const match = /to be 'STRING', but was '(\w+)'\.?(?:\s+The evaluation reported the following warnings:\n([\s\S]*))?$/.exec(message);
  if (!match) return undefined;
  const warnings = [...(match[2] ?? '').matchAll(/\[(\w+)\] ([\s\S]*?)(?=\n\[\w+\] |\s*$)/g)].map(([, type = '', text = '']) => `${type}: ${text}`);
  return { type: match[1] ?? '', warnings };
}

/** Starts an instance past the client, which would write numbers as JavaScript does (`3` for `3.0`). */
async function start(stage: Stage, bpmnProcessId: string): Promise<string> {
  const proto = loadSync(path.resolve(import.meta.dirname, '../../../server/gateway/proto/gateway.proto'), { longs: String, keepCase: true });
  const service = loadPackageDefinition(proto)['gateway_protocol'] as unknown as { Gateway: ServiceClientConstructor };
  const client = new service.Gateway(stage.grpcAddress, credentials.createInsecure());
  const document = `{${Object.entries(variables).map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
  try {
    return await new Promise((resolve, reject) => {
      client['CreateProcessInstance']?.call(client, { bpmnProcessId, version: -1, variables: document }, (error: Error | null, answer: { processInstanceKey: string }) => {
        if (error) reject(error);
        else resolve(answer.processInstanceKey);
      });
    });
  } finally {
    client.close();
  }
}

async function ask(stage: Stage, batch: readonly (readonly [number, string])[]): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  const name = `feel${batch[0]?.[0] ?? 0}`;
  // A refusal's text is cut off, so that it does not name all parse errors at once.
  let runnable = batch;
  for (let refusal = await deploy(stage, name, diagram(name, runnable)); refusal !== undefined; refusal = await deploy(stage, name, diagram(name, runnable))) {
    const errors = parseErrors(refusal);
    if (errors.size === 0) throw new Error(refusal);
    for (const [id, expression] of runnable) {
      const error = errors.get(id);
      if (error !== undefined) answers.set(expression, { ok: false, message: error });
    }
    runnable = runnable.filter(([id]) => !errors.has(id));
  }
  const instance = await start(stage, name);
  for (const [id, expression] of runnable) answers.set(expression, await answerOf(stage, instance, id));
  return answers;
}

async function answerOf(stage: Stage, instance: string, id: number): Promise<Answer> {
  return eventually(`the answer of task ${id}`, async () => {
    const own = stage.records.filter((record) => String(record.value['processInstanceKey']) === instance);
    const incident = own.find((record) => record.valueType === 'INCIDENT' && record.value['elementId'] === `script${id}`);
    if (incident) return { ok: false, message: String(incident.value['errorMessage']) };
    const variable = own.find((record) => record.valueType === 'VARIABLE' && record.value['name'] === `result${id}`);
    const typed = own.find((record) => record.valueType === 'INCIDENT' && record.value['elementId'] === `type${id}`);
    const job = own.find((record) => record.valueType === 'JOB' && record.value['elementId'] === `type${id}`);
    if (!variable || !(typed ?? job)) return undefined;
    const known = typed ? typeOf(String(typed.value['errorMessage'])) : { type: 'STRING', warnings: [] };
    return { ok: true, json: String(variable.value['value']), type: known?.type ?? 'STRING', warnings: known?.warnings ?? [] };
  });
}

interface Stage {
  readonly client: ReturnType<typeof openClient>;
  readonly grpcAddress: string;
  readonly records: RecordSink['records'];
}

const distribution = findZeebe();
if ('missing' in distribution) throw new Error(distribution.missing);
const sink = await startRecordSink();
const broker = await startZeebe({ exporterUrl: sink.url, controlledClock: true, distribution });
const client = openClient(broker.grpcAddress, broker.restAddress);
const recorded: Record<string, Answer> = {};
try {
  await broker.pinClock(Date.parse(RECORDED_AT));
  const all = [...new Set(Object.values(corpus).flat())].map((expression, index) => [index, expression] as const);
  for (let from = 0; from < all.length; from += BATCH) {
    const stage = { client, grpcAddress: broker.grpcAddress, records: sink.records };
    for (const [expression, answer] of await ask(stage, all.slice(from, from + BATCH))) recorded[expression] = answer;
    console.log(`${Math.min(from + BATCH, all.length)} of ${all.length}`);
  }
} finally {
  await client.close();
  await broker.stop();
  await sink.close();
}
writeFileSync(path.join(import.meta.dirname, 'recorded.json'), `${JSON.stringify(recorded, null, 1)}\n`);
