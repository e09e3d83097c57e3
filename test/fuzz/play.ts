import { STATUS_CODES } from 'node:http';
import { status } from '@grpc/grpc-js';
import { bpmn, endEvent, flow, startEvent } from '../engine/support/bpmn.ts';
import { service } from './engine-under-fuzz.ts';
import type { EngineUnderFuzz, GrpcAnswer } from './engine-under-fuzz.ts';
import type { FuzzInput } from './fuzz-case.ts';

/** Words of JavaScript's own errors: no client should ever read them. */
const INTERNAL_WORDS = /Cannot (read|convert|destructure|set|mix)|is not (a function|iterable|defined(?! for)|a constructor)|TypeError|RangeError|ReferenceError|call stack|\n\s+at (?!\[Source)|Invalid array length|Invalid string length|out of memory|node_modules|\[object Object\]/;
/** What the gRPC library itself says of bytes that are no such message. */
const UNREADABLE = /^Error deserializing request|^Received message larger than max/;

/** The client's answer was wrong, or the engine is not well after it. */
export class Violation extends Error {}

/** Deploys the process that shows after each case that the engine still works. */
export async function deployCanary(engine: EngineUnderFuzz): Promise<void> {
  const xml = bpmn('canary', startEvent() + endEvent() + flow('start', 'end'));
  await accepted(engine, 'DeployResource', { resources: [{ name: 'canary.bpmn', content: Buffer.from(xml) }] });
}

/** Sends the input and what follows from it; throws a `Violation` where something is not as it must be. */
export async function play(engine: EngineUnderFuzz, input: FuzzInput): Promise<void> {
  try {
    if (input.kind === 'deploy') await deployAndRun(engine, input);
    else if (input.kind === 'call') await asked(engine, input.method, Buffer.from(input.message, 'base64'));
    else await askedOverHttp(engine, input);
    await accepted(engine, 'CreateProcessInstance', { bpmnProcessId: 'canary', version: -1 });
  } catch (error) {
    if (await engine.hasEnded()) throw new Violation(`the engine ended: ${engine.takeComplaints().slice(0, 2000)}`, { cause: error });
    throw error;
  }
  const complaints = engine.takeComplaints();
  if (complaints !== '') throw new Violation(`the engine complained: ${complaints.slice(0, 2000)}`);
}

interface Deployed {
  readonly deployments: readonly {
    readonly process?: { readonly bpmnProcessId: string; readonly processDefinitionKey: string } | null;
    readonly decision?: { readonly dmnDecisionId: string; readonly decisionKey: string } | null;
    readonly decisionRequirements?: { readonly decisionRequirementsKey: string } | null;
    readonly form?: { readonly formKey: string } | null;
  }[];
}

/** What deploys must run: it ends, waits, goes on for ever or has an incident, but never breaks the engine. */
async function deployAndRun(engine: EngineUnderFuzz, { fileName, content, variables }: Extract<FuzzInput, { kind: 'deploy' }>): Promise<void> {
  const answer = await ask(engine, 'DeployResource', { resources: [{ name: fileName, content: Buffer.from(content, 'base64') }] });
  if (answer.code !== status.OK) return;
  const { deployments } = decode<Deployed>('DeployResource', answer);
  const xml = Buffer.from(content, 'base64').toString();
  for (const { process, decision, decisionRequirements, form } of deployments) {
    if (decision) await ask(engine, 'EvaluateDecision', { decisionKey: decision.decisionKey, variables });
    const resourceKey = process?.processDefinitionKey ?? decisionRequirements?.decisionRequirementsKey ?? form?.formKey;
    if (process) await run(engine, process.processDefinitionKey, xml, variables);
    if (resourceKey !== undefined) await ask(engine, 'DeleteResource', { resourceKey });
  }
}

async function run(engine: EngineUnderFuzz, processDefinitionKey: string, xml: string, variables: string): Promise<void> {
  for (const name of wordsOf(xml, /<(?:\w+:)?(?:message|signal)\b[^>]* name="([^"]*)"/g)) {
    await ask(engine, 'PublishMessage', { name, correlationKey: '', timeToLive: 0, variables });
    await ask(engine, 'BroadcastSignal', { signalName: name, variables });
  }
  const created = await ask(engine, 'CreateProcessInstance', { processDefinitionKey, variables });
  if (created.code !== status.OK) return;
  for (const type of wordsOf(xml, /taskDefinition[^>]* type="([^"]*)"/g)) {
    const taken = await ask(engine, 'ActivateJobs', { type, worker: 'fuzz', timeout: 1000, maxJobsToActivate: 3, requestTimeout: -1 });
    if (taken.response === undefined) continue;
    const { jobs } = decode<{ readonly jobs: readonly { readonly key: string }[] }>('ActivateJobs', taken);
    for (const [i, { key: jobKey }] of jobs.entries()) {
      if (i === 0) await ask(engine, 'CompleteJob', { jobKey, variables });
      else if (i === 1) await ask(engine, 'ThrowError', { jobKey, errorCode: 'fuzz', variables });
      else await ask(engine, 'FailJob', { jobKey, retries: 0, errorMessage: 'fuzz', variables });
    }
  }
  const { processInstanceKey } = decode<{ readonly processInstanceKey: string }>('CreateProcessInstance', created);
  await ask(engine, 'CancelProcessInstance', { processInstanceKey });
}

/** The first words that the pattern's group finds in the XML. */
function wordsOf(xml: string, pattern: RegExp): string[] {
  return [...new Set([...xml.matchAll(pattern)].map((found) => found[1]!))].slice(0, 4);
}

function ask(engine: EngineUnderFuzz, method: string, request: object): Promise<GrpcAnswer> {
  return asked(engine, method, service[method]!.requestSerialize(request));
}

async function asked(engine: EngineUnderFuzz, method: string, message: Buffer): Promise<GrpcAnswer> {
  const answer = await engine.call(method, message);
  const { code, details } = answer;
  const waits = ['ActivateJobs', 'StreamActivatedJobs', 'CreateProcessInstanceWithResult'].includes(method);
  if (code === status.DEADLINE_EXCEEDED && !waits) throw new Violation(`${method} was not answered: ${details}`);
  if (INTERNAL_WORDS.test(details) && !UNREADABLE.test(details)) throw new Violation(`${method}: ${status[code]} ${details.slice(0, 1000)}`);
  if (code === status.INTERNAL && !UNREADABLE.test(details)) throw new Violation(`${method}: INTERNAL ${details.slice(0, 1000)}`);
  if (code === status.UNKNOWN && !details.includes('EXCEEDED_BATCH_RECORD_SIZE')) throw new Violation(`${method}: UNKNOWN ${details.slice(0, 1000)}`);
  return answer;
}

async function accepted(engine: EngineUnderFuzz, method: string, request: object): Promise<void> {
  const { code, details } = await ask(engine, method, request);
  if (code !== status.OK) throw new Violation(`${method} must work but was answered with ${status[code]} ${details}`);
}

async function askedOverHttp(engine: EngineUnderFuzz, { method, path, headers, body }: Extract<FuzzInput, { kind: 'http' }>): Promise<void> {
  const answer = await engine.http(method, path, headers, Buffer.from(body, 'base64'));
  const wrong = () => new Violation(`${method} ${path}: ${answer.status} ${answer.body.slice(0, 1000)}`);
  if (!(answer.status in STATUS_CODES) || answer.status >= 500 && !answer.body.includes('PartitionNotFound')) throw wrong();
  if (INTERNAL_WORDS.test(answer.body)) throw wrong();
  // Node itself answers what is no HTTP request, without a body.
  if (answer.status >= 400 && method !== 'HEAD' && answer.body !== '' && !answer.contentType.startsWith('application/problem+json')) throw wrong();
}

function decode<T>(method: string, { response }: GrpcAnswer): T {
  return service[method]!.responseDeserialize(response!) as T;
}
