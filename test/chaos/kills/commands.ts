import type { ActivatedJob } from '../../../server/engine/index.ts';
import { clock, kinds, RATE_DECISION, xmlOf } from './diagrams.ts';
import type { Ledger } from './ledger.ts';
import type { Wire } from '../../support/wire.ts';

interface Created { readonly processInstanceKey: string }
type Keyed = Readonly<Record<'key', string>>;
export type Job = Pick<ActivatedJob, 'key' | 'elementId' | 'processInstanceKey' | 'retries'>;

/** Numbers that are never given twice, whatever happens to the engine. */
export class Stamps {
  #last = 0;
  next(): number {
    return ++this.#last;
  }
}

/** Every command of the load, each written into the ledger: what is sent, and which event its answer promises. */
export class Commands {
  readonly #wire: Wire;
  readonly #ledger: Ledger;
  readonly #stamps: Stamps;
  readonly #papers: string;

  /** `papers`: a text that every new instance carries. */
  constructor(wire: Wire, ledger: Ledger, stamps: Stamps, papers: string) {
    this.#wire = wire;
    this.#ledger = ledger;
    this.#stamps = stamps;
    this.#papers = papers;
  }

  /** Deploys all that the load needs in one deployment. */
  async deployAll() {
    const resources = [
      ...Object.entries(kinds).map(([name, { diagram }]) => ({ name: `${name}.bpmn`, content: Buffer.from(xmlOf(diagram)) })),
      { name: 'rate.dmn', content: Buffer.from(RATE_DECISION) },
    ];
    return this.#ledger.send<Keyed>(`DEPLOYMENT CREATE -1 ${resources[0]!.name}`, () => this.#wire.ask('DeployResource', { resources }), ({ key }) => `DEPLOYMENT CREATED ${key}`);
  }

  /** Returns the key of the process. */
  async deployClock(): Promise<string | undefined> {
    const name = `clock-${this.#stamps.next()}`;
    const resource = { name: `${name}.bpmn`, content: Buffer.from(xmlOf(clock(name))) };
    type Deployed = Keyed & { readonly deployments: readonly { readonly process: { readonly processDefinitionKey: string } }[] };
    const deployed = await this.#ledger.send<Deployed>(`DEPLOYMENT CREATE -1 ${resource.name}`, () => this.#wire.ask('DeployResource', { resources: [resource] }), ({ key }) => `DEPLOYMENT CREATED ${key}`);
    return deployed?.deployments[0]!.process.processDefinitionKey;
  }

  async deleteResource(resourceKey: string) {
    await this.#ledger.send(`RESOURCE_DELETION DELETE ${resourceKey}`, () => this.#wire.ask('DeleteResource', { resourceKey }), () => 'RESOURCE_DELETION DELETED');
  }

  /** Returns the number and the key of a new instance. */
  async create(kind: string): Promise<{ n: number; key: string } | undefined> {
    const n = this.#stamps.next();
    const request = { bpmnProcessId: kind, version: -1, variables: JSON.stringify({ n, key: `k${n}`, stamp: n, papers: this.#papers }) };
    const created = await this.#ledger.send<Created>(`PROCESS_INSTANCE_CREATION CREATE -1 ${n}`, () => this.#wire.ask('CreateProcessInstance', request), ({ processInstanceKey }) =>
      `PROCESS_INSTANCE_CREATION CREATED ${processInstanceKey}`);
    return created && { n, key: created.processInstanceKey };
  }

  async createWithResult() {
    const n = this.#stamps.next();
    const request = { bpmnProcessId: 'sum', version: -1, variables: JSON.stringify({ n, stamp: n }) };
    const created = await this.#ledger.send<Created & { readonly variables: string }>(
      `PROCESS_INSTANCE_CREATION CREATE_WITH_AWAITING_RESULT -1 ${n}`,
      () => this.#wire.ask('CreateProcessInstanceWithResult', { request, requestTimeout: 10_000 }),
      ({ processInstanceKey }) => `PROCESS_INSTANCE ELEMENT_COMPLETED ${processInstanceKey}`,
    );
    if (created !== undefined && (JSON.parse(created.variables) as { twice: number }).twice !== 2 * n) this.#ledger.broken.push(`sum ${n} gave ${created.variables}`);
  }

  async activate(type: string, timeoutMs: number): Promise<readonly Job[]> {
    const worker = `worker-${this.#stamps.next()}`;
    type Activated = { readonly jobs: readonly Job[] };
    const request = { type, worker, timeout: timeoutMs, maxJobsToActivate: 8, requestTimeout: -1 };
    const taken = await this.#ledger.send<readonly Activated[]>(`JOB_BATCH ACTIVATE -1 ${worker}`, () => this.#wire.all('ActivateJobs', request), (batches) =>
      batches.flatMap(({ jobs }) => jobs.map(({ key }) => `JOB_BATCH ACTIVATED ${key}`)));
    return taken?.flatMap(({ jobs }) => jobs) ?? [];
  }

  async completeJob(jobKey: string): Promise<boolean> {
    const stamp = this.#stamps.next();
    return this.#ask(`JOB COMPLETE ${jobKey} ${stamp}`, 'CompleteJob', { jobKey, variables: JSON.stringify({ stamp }) }, `JOB COMPLETED ${jobKey}`);
  }

  async failJob(jobKey: string, retries: number, backOffMs: number) {
    const errorMessage = `failure ${this.#stamps.next()}`;
    await this.#ask(`JOB FAIL ${jobKey} ${errorMessage}`, 'FailJob', { jobKey, retries, errorMessage, retryBackOff: backOffMs }, `JOB FAILED ${jobKey}`);
  }

  async throwError(jobKey: string) {
    const errorMessage = `error ${this.#stamps.next()}`;
    await this.#ask(`JOB THROW_ERROR ${jobKey} ${errorMessage}`, 'ThrowError', { jobKey, errorCode: 'BROKEN', errorMessage }, `JOB ERROR_THROWN ${jobKey}`);
  }

  async updateRetries(jobKey: string) {
    const retries = this.#stamps.next();
    await this.#ask(`JOB UPDATE_RETRIES ${jobKey} ${retries}`, 'UpdateJobRetries', { jobKey, retries }, `JOB RETRIES_UPDATED ${jobKey}`);
  }

  async updateTimeout(jobKey: string, aboutMs: number) {
    const timeout = aboutMs + (this.#stamps.next() % 1000);
    await this.#ask(`JOB UPDATE_TIMEOUT ${jobKey} ${timeout}`, 'UpdateJobTimeout', { jobKey, timeout }, `JOB TIMEOUT_UPDATED ${jobKey}`);
  }

  async publish(name: string, correlationKey: string, messageId: string, timeToLiveMs: number) {
    const stamp = this.#stamps.next();
    const request = { name, correlationKey, messageId, timeToLive: timeToLiveMs, variables: JSON.stringify({ stamp }) };
    await this.#ledger.send<Keyed>(`MESSAGE PUBLISH -1 ${stamp}`, () => this.#wire.ask('PublishMessage', request), ({ key }) => `MESSAGE PUBLISHED ${key}`);
  }

  async broadcast(signalName: string) {
    const stamp = this.#stamps.next();
    const request = { signalName, variables: JSON.stringify({ stamp }) };
    await this.#ledger.send<Keyed>(`SIGNAL BROADCAST -1 ${stamp}`, () => this.#wire.ask('BroadcastSignal', request), ({ key }) => `SIGNAL BROADCASTED ${key}`);
  }

  async setVariables(elementInstanceKey: string, variables: object, local = false): Promise<boolean> {
    const stamp = this.#stamps.next();
    const request = { elementInstanceKey, variables: JSON.stringify({ ...variables, stamp }), local };
    return (await this.#ledger.send<Keyed>(`VARIABLE_DOCUMENT UPDATE -1 ${stamp}`, () => this.#wire.ask('SetVariables', request), ({ key }) => `VARIABLE_DOCUMENT UPDATED ${key}`)) !== undefined;
  }

  async resolveIncident(incidentKey: string) {
    await this.#ask(`INCIDENT RESOLVE ${incidentKey}`, 'ResolveIncident', { incidentKey }, `INCIDENT RESOLVED ${incidentKey}`);
  }

  async cancel(processInstanceKey: string) {
    await this.#ask(`PROCESS_INSTANCE CANCEL ${processInstanceKey}`, 'CancelProcessInstance', { processInstanceKey }, `PROCESS_INSTANCE ELEMENT_TERMINATED ${processInstanceKey}`);
  }

  /** Moves a token to `elementId`. */
  async modify(processInstanceKey: string, elementInstanceKey: string, elementId: string) {
    const request = { processInstanceKey, activateInstructions: [{ elementId }], terminateInstructions: [{ elementInstanceKey }] };
    await this.#ask(`PROCESS_INSTANCE_MODIFICATION MODIFY ${processInstanceKey}`, 'ModifyProcessInstance', request, `PROCESS_INSTANCE_MODIFICATION MODIFIED ${processInstanceKey}`);
  }

  async evaluateDecision() {
    const stamp = this.#stamps.next();
    const answer = await this.#ledger.send<{ readonly decisionOutput: string }>(`DECISION_EVALUATION EVALUATE -1 ${stamp}`, () =>
      this.#wire.ask('EvaluateDecision', { decisionId: 'rate', variables: JSON.stringify({ stamp }) }), () => 'DECISION_EVALUATION EVALUATED');
    if (answer !== undefined && answer.decisionOutput !== String(2 * stamp)) this.#ledger.broken.push(`decision ${stamp} gave ${answer.decisionOutput}`);
  }

  async assign(userTaskKey: string) {
    const assignee = `person-${this.#stamps.next()}`;
    await this.#ledger.send(`USER_TASK ASSIGN ${userTaskKey} ${assignee}`, () => this.#wire.post(`/v1/user-tasks/${userTaskKey}/assignment`, { assignee }), () => `USER_TASK ASSIGNED ${userTaskKey}`);
  }

  async completeUserTask(userTaskKey: string) {
    const stamp = this.#stamps.next();
    await this.#ledger.send(`USER_TASK COMPLETE ${userTaskKey} ${stamp}`, () => this.#wire.post(`/v1/user-tasks/${userTaskKey}/completion`, { variables: { stamp } }), () => `USER_TASK COMPLETED ${userTaskKey}`);
  }

  async #ask(signature: string, call: string, request: object, outcome: string): Promise<boolean> {
    return (await this.#ledger.send(signature, () => this.#wire.ask(call, request), () => outcome)) !== undefined;
  }
}
