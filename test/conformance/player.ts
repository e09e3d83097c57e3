import type { Diagram } from './diagram.ts';
import { SCOPE } from './diagram.ts';
import { NO_SUCH_KEY } from './normalise.ts';
import type { Stage, StreamRecord } from './stage.ts';

type Variables = Readonly<Record<string, unknown>>;

interface GrpcError { readonly code?: number; readonly details?: string }

/** A job as its worker got it. */
export interface TakenJob { readonly key: string; readonly variables: Variables }

export interface Activation {
  readonly element: string;
  readonly ancestor?: string;
  /** Scope (empty: the process instance) and what it gets. */
  readonly variables?: readonly (readonly [string, Variables])[];
}

/** A client call and what came of it; formatted when all keys are known. */
export interface Answer { readonly call: string; readonly outcome: unknown }

const GRPC_CODES = ['OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED'];
const WAIT_MS = 5_000;

/** Plays a scenario: calls the engine as a client and waits for what its records tell. */
export class Player {
  readonly answers: Answer[] = [];
  readonly #stage: Stage;
  readonly #scope: string;
  readonly #firstRecord: number;
  #nowMs: number;

  constructor(stage: Stage, scope: string, nowMs: number) {
    this.#stage = stage;
    this.#scope = scope;
    this.#nowMs = nowMs;
    this.#firstRecord = stage.records.length;
  }

  /** The records since the scenario began. */
  get records(): readonly StreamRecord[] {
    return this.#stage.records.slice(this.#firstRecord);
  }

  deploy(...diagrams: Diagram[]): Promise<unknown> {
    return this.deployXml(...diagrams.map(({ processId, xml }) => ({ name: `${processId}.bpmn`, xml })));
  }

  deployXml(...resources: { name: string; xml: string }[]): Promise<unknown> {
    const sent = resources.map(({ name, xml }) => ({ name, process: Buffer.from(xml.replaceAll(SCOPE, this.#scope)) }));
    return this.#ask(`deploy ${resources.map(({ name }) => name).join(', ')}`, () => this.#stage.client.deployResources(sent));
  }

  /** Resolves with the instance's key ('' when refused). */
  async create(processId: string, variables: Variables = {}, more: { version?: number; startBefore?: string[] } = {}): Promise<string> {
    const answer = await this.#ask(`create ${processId}`, () =>
      this.#stage.client.createProcessInstance({
        bpmnProcessId: processId + this.#scope, variables: variables as never, ...(more.version === undefined ? {} : { version: more.version }),
        ...(more.startBefore === undefined ? {} : { startInstructions: more.startBefore.map((elementId) => ({ elementId })) }),
      }));
    return String(answer?.processInstanceKey ?? '');
  }

  createWithResult(processId: string, variables: Variables = {}, { fetch, waitMs = WAIT_MS }: { fetch?: string[]; waitMs?: number } = {}): Promise<unknown> {
    return this.#ask(`create ${processId} and wait`, () =>
      this.#stage.client.createProcessInstanceWithResult({
        bpmnProcessId: processId + this.#scope, variables: variables as never, requestTimeout: waitMs, ...(fetch === undefined ? {} : { fetchVariables: fetch }),
      }));
  }

  /** Asks for jobs of a type once, without waiting. */
  async activate(type: string, more: { max?: number; worker?: string; timeoutMs?: number; fetch?: string[] } = {}): Promise<TakenJob[]> {
    const jobs = await this.#ask(`activate ${type}`, () =>
      this.#stage.client.activateJobs({
        type: this.#jobType(type), worker: more.worker ?? 'worker', timeout: more.timeoutMs ?? 60_000,
        maxJobsToActivate: more.max ?? 1, requestTimeout: -1, fetchVariable: more.fetch ?? [],
      }));
    return (jobs ?? []).map((job) => ({ key: job.key, variables: job.variables as Variables }));
  }

  /** Waits until a job of the type can be taken, and takes it. */
  async job(type: string, more: { worker?: string; timeoutMs?: number; fetch?: string[] } = {}): Promise<TakenJob> {
    await this.until(`a job ${type} to take`, () => activatableJobs(this.records, this.#jobType(type)) > 0);
    const [job] = await this.activate(type, more);
    if (job === undefined) throw new Error(`no job of type ${type} was given although its records say that there is one`);
    return job;
  }

  complete(job: { key: string }, variables: Variables = {}): Promise<unknown> {
    return this.#ask('complete job', () => this.#stage.client.completeJob({ jobKey: job.key, variables: variables as never }));
  }

  fail(job: { key: string }, { retries = 0, message = 'broken', backOffMs = 0, variables }: { retries?: number; message?: string; backOffMs?: number; variables?: Variables } = {}): Promise<unknown> {
    return this.#ask('fail job', () => this.#stage.client.failJob({
      jobKey: job.key, retries, errorMessage: message, retryBackOff: backOffMs, ...(variables === undefined ? {} : { variables: variables as never }),
    }));
  }

  throwError(job: { key: string }, errorCode: string, errorMessage = '', variables: Variables = {}): Promise<unknown> {
    return this.#ask(`throw ${errorCode}`, () => this.#stage.client.throwError({ jobKey: job.key, errorCode, errorMessage, variables: variables as never }));
  }

  updateRetries(job: { key: string }, retries: number): Promise<unknown> {
    return this.#ask(`update retries to ${retries}`, () => this.#stage.client.updateJobRetries({ jobKey: job.key, retries }));
  }

  updateTimeout(job: { key: string }, timeoutMs: number): Promise<unknown> {
    return this.#ask(`update time-out to ${timeoutMs}`, () => this.#stage.client.updateJobTimeout({ jobKey: job.key, timeout: timeoutMs }));
  }

  publish(name: string, correlationKey: string, variables: Variables = {}, more: { ttlMs?: number; id?: string } = {}): Promise<unknown> {
    return this.#ask(`publish ${name} ${correlationKey}`, () => this.#stage.client.publishMessage({
      name: name + this.#scope, correlationKey, variables: variables as never, timeToLive: more.ttlMs ?? 0, ...(more.id === undefined ? {} : { messageId: more.id }),
    }));
  }

  broadcast(signal: string, variables: Variables = {}): Promise<unknown> {
    return this.#ask(`broadcast ${signal}`, () => this.#stage.client.broadcastSignal({ signalName: signal + this.#scope, variables: variables as never }));
  }

  setVariables(elementInstanceKey: string, variables: Variables, local = false): Promise<unknown> {
    return this.#ask(`set ${local ? 'local ' : ''}variables`, () => this.#stage.client.setVariables({ elementInstanceKey, variables: variables as never, local }));
  }

  resolve(incidentKey: string): Promise<unknown> {
    return this.#ask('resolve incident', () => this.#stage.client.resolveIncident({ incidentKey }));
  }

  /** Elements to activate (with variables by the scope that gets them) and element instances to terminate. */
  modify(processInstanceKey: string, { activate = [], terminate = [] }: { activate?: Activation[]; terminate?: string[] }): Promise<unknown> {
    return this.#ask('modify', () => this.#stage.client.modifyProcessInstance({
      processInstanceKey,
      activateInstructions: activate.map(({ element, ancestor = '-1', variables = [] }) => ({
        elementId: element, ancestorElementInstanceKey: ancestor,
        variableInstructions: variables.map(([scopeId, values]) => ({ scopeId, variables: values as never })),
      })),
      terminateInstructions: terminate.map((elementInstanceKey) => ({ elementInstanceKey })),
    }));
  }

  /** `mapping`: source element to target element. */
  migrate(processInstanceKey: string, targetProcessDefinitionKey: string, mapping: readonly (readonly [string, string])[]): Promise<unknown> {
    return this.#ask('migrate', () => this.#stage.client.migrateProcessInstance({
      processInstanceKey,
      migrationPlan: { targetProcessDefinitionKey, mappingInstructions: mapping.map(([sourceElementId, targetElementId]) => ({ sourceElementId, targetElementId })) },
    }));
  }

  deleteResource(resourceKey: string): Promise<unknown> {
    return this.#ask('delete resource', () => this.#stage.client.deleteResource({ resourceKey }));
  }

  cancel(processInstanceKey: string): Promise<unknown> {
    return this.#ask('cancel', () => this.#stage.client.cancelProcessInstance(processInstanceKey));
  }

  /** Evaluates the latest version of a decision. */
  decide(decisionId: string, variables: Variables = {}): Promise<unknown> {
    return this.#ask(`decide ${decisionId}`, () => this.#stage.client.evaluateDecision({ decisionId: decisionId + this.#scope, variables: variables as never }));
  }

  decideByKey(decisionKey: string): Promise<unknown> {
    return this.#ask('decide by key', () => this.#stage.client.evaluateDecision({ decisionKey, variables: {} }));
  }

  /** A call of the REST gateway under /v1/user-tasks; the answer is its status and problem. */
  userTask(method: string, path: string, body?: object): Promise<unknown> {
    return this.#ask(`${method} user-tasks/${path}`, async () => {
      const response = await fetch(`${this.#stage.restAddress}/v1/user-tasks/${path}`, {
        method, ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, ...(text === '' ? {} : { problem: JSON.parse(text) as unknown }) };
    });
  }

  /** Lets time pass. */
  async pass(ms: number): Promise<void> {
    this.#nowMs += ms;
    await this.#stage.setClock(this.#nowMs);
  }

  /** Waits until `ask`, called on every change of the record stream, gives something. */
  until<T>(what: string, ask: () => T | undefined | false): Promise<T> {
    return new Promise((resolve, reject) => {
      const attempt = () => {
        const answer = ask();
        if (answer === undefined || answer === false) return false;
        clearTimeout(timer);
        stop();
        resolve(answer);
        return true;
      };
      const timer = setTimeout(() => {
        stop();
        const last = this.records.slice(-8).map((record) => `${record.recordType} ${record.valueType} ${record.intent} ${String(record.value.elementId ?? '')}`);
        reject(new Error(`waited ${WAIT_MS} ms in vain for ${what}; last records:\n  ${last.join('\n  ')}`));
      }, WAIT_MS);
      const stop = this.#stage.onRecords(attempt);
      attempt();
    });
  }

  /** Waits for the `count`-th event record of the kind (and of the element, where given); gives that record. */
  event(valueType: string, intent: string, { elementId, count = 1 }: { elementId?: string; count?: number } = {}): Promise<StreamRecord> {
    return this.until(`${valueType} ${intent} ${elementId ?? ''} (${count})`, () =>
      this.records.filter((record) => record.recordType === 'EVENT' && record.valueType === valueType && record.intent === intent
        && (elementId === undefined || record.value.elementId === elementId || record.value.targetElementId === elementId))[count - 1]);
  }

  /** The key of the `count`-th record of the kind, once it is there. */
  async key(valueType: string, intent: string, which: { elementId?: string; count?: number } = {}): Promise<string> {
    return String((await this.event(valueType, intent, which)).key);
  }

  element(elementId: string, intent = 'ELEMENT_ACTIVATED', count = 1): Promise<string> {
    return this.key('PROCESS_INSTANCE', intent, { elementId, count });
  }

  incident(count = 1): Promise<string> {
    return this.key('INCIDENT', 'CREATED', { count });
  }

  /** Waits until the instance completed or was terminated. */
  ended(processInstanceKey: string): Promise<true> {
    return this.until('the instance to end', () =>
      this.records.some((record) => String(record.key) === processInstanceKey && /^ELEMENT_(COMPLETED|TERMINATED)$/.test(record.intent)) || undefined);
  }

  /** Waits until the engine has done all that it has to do by itself at this time. */
  async settle(): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      const before = this.#markers();
      await this.#stage.client.cancelProcessInstance(NO_SUCH_KEY).catch(() => undefined);
      await this.until('the end marker', () => this.#markers() > before);
    }
  }

  /** Ends what the scenario left running. */
  async clearUp(): Promise<void> {
    const running = new Set<string>();
    for (const record of this.records) {
      if (record.valueType !== 'PROCESS_INSTANCE' || record.recordType !== 'EVENT' || record.value.bpmnElementType !== 'PROCESS') continue;
      if (record.intent === 'ELEMENT_ACTIVATED' && String(record.value.parentProcessInstanceKey) === '-1') running.add(String(record.key));
      if (/^ELEMENT_(COMPLETED|TERMINATED)$/.test(record.intent)) running.delete(String(record.key));
    }
    for (const key of running) await this.#stage.client.cancelProcessInstance(key).catch(() => undefined);
  }

  /** Zeebe's own types are the same in every diagram. */
  #jobType(type: string): string {
    return type.startsWith('io.camunda') ? type : type + this.#scope;
  }

  #markers(): number {
    return this.records.filter((record) => record.recordType === 'COMMAND_REJECTION' && String(record.key) === NO_SUCH_KEY).length;
  }

  async #ask<T>(call: string, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      const outcome = await ask();
      this.answers.push({ call, outcome });
      return outcome;
    } catch (error) {
      const { code, details } = error as GrpcError;
      if (code === undefined) throw error;
      this.answers.push({ call, outcome: { status: GRPC_CODES[code] ?? code, details } });
      return undefined;
    }
  }
}

/** How many jobs of the type the records say can be taken now. */
function activatableJobs(records: readonly StreamRecord[], type: string): number {
  const takeable = new Map<string, boolean>();
  for (const { valueType, recordType, intent, key, value } of records) {
    if (recordType !== 'EVENT') continue;
    if (valueType === 'JOB' && value.type === type && !['RETRIES_UPDATED', 'TIMEOUT_UPDATED', 'MIGRATED'].includes(intent)) {
      takeable.set(String(key), /^(CREATED|TIMED_OUT|RECURRED_AFTER_BACKOFF|YIELDED)$/.test(intent)
        || (intent === 'FAILED' && Number(value.retries) > 0 && Number(value.retryBackoff) === 0));
    }
    if (valueType === 'JOB_BATCH' && intent === 'ACTIVATED' && value.type === type) {
      for (const jobKey of value.jobKeys as (string | number)[]) takeable.set(String(jobKey), false);
    }
    if (valueType === 'INCIDENT' && intent === 'RESOLVED' && takeable.has(String(value.jobKey))) takeable.set(String(value.jobKey), true);
  }
  return [...takeable.values()].filter(Boolean).length;
}
