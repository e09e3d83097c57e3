/**
 * Asks real Zeebe for the answers to expressions. Each is the script of a script task, which gives its value, and the job type of a service
 * task, which gives its type and the warnings: Zeebe tells them where a text was expected. Many tasks run side by side in one instance.
 */

import { credentials, loadPackageDefinition, type ServiceClientConstructor } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import path from 'node:path';
import { startRecordSink, type RecordSink } from '../../support/record-sink.ts';
import type { ZeebeDistribution } from '../../support/zeebe-distribution.ts';
import { startZeebe } from '../../support/zeebe.ts';
import { openClient } from '../client.ts';
import { variables } from './corpus.ts';
import { RECORDED_AT, type Answer } from './recorded.ts';

const BATCH = 50;
const WAIT_MS = 60_000;

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

/** What the tasks of one instance have told so far, read as the records come in. */
class Told {
  readonly #values = new Map<string, string>();
  readonly #incidents = new Map<string, string>();
  readonly #jobs = new Set<string>();

  note(value: Readonly<Record<string, unknown>>, valueType: string): void {
    const elementId = String(value['elementId']);
    if (valueType === 'VARIABLE') this.#values.set(String(value['name']), String(value['value']));
    else if (valueType === 'INCIDENT') this.#incidents.set(elementId, String(value['errorMessage']));
    else if (valueType === 'JOB') this.#jobs.add(elementId);
  }

  answer(id: number): Answer | undefined {
    const incident = this.#incidents.get(`script${id}`);
    if (incident !== undefined) return { ok: false, message: incident };
    const json = this.#values.get(`result${id}`);
    const refusedAsText = this.#incidents.get(`type${id}`);
    if (json === undefined || (refusedAsText === undefined && !this.#jobs.has(`type${id}`))) return undefined;
    const known = refusedAsText === undefined ? undefined : typeOf(refusedAsText);
    return { ok: true, json, type: known?.type ?? 'STRING', warnings: known?.warnings ?? [] };
  }
}

export interface ZeebeAnswers {
  /** Zeebe's answers by expression. */
  ask(expressions: readonly string[]): Promise<Map<string, Answer>>;
  close(): Promise<void>;
}

/** A broker of its own whose clock stands at RECORDED_AT. */
export async function openZeebeAnswers(distribution: ZeebeDistribution): Promise<ZeebeAnswers> {
  const sink = await startRecordSink();
  const broker = await startZeebe({ exporterUrl: sink.url, controlledClock: true, distribution });
  const client = openClient(broker.grpcAddress, broker.restAddress);
  const stage: Stage = { client, grpcAddress: broker.grpcAddress, sink };
  await broker.pinClock(Date.parse(RECORDED_AT));
  let asked = 0;
  return {
    async ask(expressions) {
      const answers = new Map<string, Answer>();
      for (let from = 0; from < expressions.length; from += BATCH) {
        const batch = expressions.slice(from, from + BATCH).map((expression) => [asked++, expression] as const);
        for (const [expression, answer] of await askBatch(stage, batch)) answers.set(expression, answer);
      }
      return answers;
    },
    close: async () => {
      await client.close();
      await broker.stop();
      await sink.close();
    },
  };
}

async function askBatch(stage: Stage, batch: readonly (readonly [number, string])[]): Promise<Map<string, Answer>> {
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
  if (runnable.length === 0) return answers;
  const firstRecord = stage.sink.records.length;
  const instance = await start(stage, name);
  for (const [id, answer] of await answersOf(stage.sink, firstRecord, instance, runnable.map(([id]) => id))) answers.set(batch.find((each) => each[0] === id)![1], answer);
  await stage.client.cancelProcessInstance(instance);
  return answers;
}

function answersOf(sink: RecordSink, firstRecord: number, instance: string, ids: readonly number[]): Promise<Map<number, Answer>> {
  const told = new Told();
  let read = firstRecord;
  return new Promise((resolve, reject) => {
    const attempt = () => {
      for (; read < sink.records.length; read += 1) {
        const { valueType, value } = sink.records[read]!;
        if (String(value['processInstanceKey']) === instance) told.note(value, valueType);
      }
      const answers = ids.map((id) => [id, told.answer(id)] as const);
      if (answers.some(([, answer]) => answer === undefined)) return;
      clearTimeout(timer);
      stop();
      resolve(new Map(answers as [number, Answer][]));
    };
    const stop = sink.onRecords(attempt);
    const timer = setTimeout(() => {
      stop();
      reject(new Error(`Zeebe did not answer the tasks ${ids.filter((id) => told.answer(id) === undefined).join(', ')} of ${instance}`));
    }, WAIT_MS);
    attempt();
  });
}

interface Stage {
  readonly client: ReturnType<typeof openClient>;
  readonly grpcAddress: string;
  readonly sink: RecordSink;
}
