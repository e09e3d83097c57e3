import { Zeebe } from '@camunda8/sdk';
import { grpcSettings, restSettings, type EngineAccess } from './engine-access.ts';
import { grpcFailure, restFailure } from './engine-errors.ts';
import { PermanentError, RetryableError, messageOf } from './errors.ts';
import { postJson, type RestAnswer } from './rest-request.ts';
import type { DeliveredJob, JobSource } from './worker.ts';

export interface Resource {
  /** File name; it names the resource in the engine and decides its kind. */
  readonly name: string;
  readonly content: string;
}

export interface DeployedProcess {
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly key: string;
  readonly resourceName: string;
}

export interface Message {
  readonly name: string;
  readonly correlationKey: string;
  readonly messageId: string;
  readonly ttlMs: number;
  readonly variables: Record<string, unknown>;
}

type Variables = Record<string, unknown>;
type GrpcClient = InstanceType<typeof Zeebe.ZeebeGrpcClient>;
/** What the client sends as JSON; unlike `unknown`, its types exclude functions. */
type Json = Parameters<GrpcClient['createProcessInstance']>[0]['variables'];

type ClientConfig = NonNullable<NonNullable<ConstructorParameters<typeof Zeebe.ZeebeGrpcClient>[0]>['config']>;

const REST_TIMEOUT_MS = 15_000;

/** Milliseconds; the client's types know only its own defaults. */
const reconnect = { GRPC_INITIAL_RECONNECT_BACKOFF_MS: 100, GRPC_MAX_RECONNECT_BACKOFF_MS: 2000 } as object as ClientConfig['zeebeGrpcSettings'];

const connect = (access: EngineAccess): GrpcClient =>
  new Zeebe.ZeebeGrpcClient({
    config: {
      ...grpcSettings(access),
      CAMUNDA_LOG_LEVEL: 'none',
      zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false, ...reconnect },
    },
  });

/**
 * A Zeebe gateway, embedded or of a cluster. Every method either does what it says or throws a RetryableError or a
 * PermanentError; repetition is the caller's. Reconnects by itself.
 */
export class EngineClient implements JobSource {
  readonly #commands: GrpcClient;
  /** Waiting requests have their own channel, so that closing it ends them and nothing else. */
  readonly #jobs: GrpcClient;
  readonly #restAddress: string;
  readonly #restOptions: ReturnType<typeof restSettings>;

  constructor(access: EngineAccess) {
    this.#commands = connect(access);
    this.#jobs = connect(access);
    this.#restAddress = access.restAddress.replace(/\/$/, '');
    this.#restOptions = restSettings(access);
  }

  /** The gateway's version, and the partitions that say of themselves that they are not well; throws when it does not answer. */
  async topology(): Promise<{ gatewayVersion: string; partitions: number; unhealthy: number[] }> {
    const { gatewayVersion, partitionsCount, brokers } = await this.#call('Topology', () => this.#commands.topology());
    const unhealthy = brokers.flatMap(({ partitions }) => partitions.filter(({ health }) => String(health) !== 'HEALTHY').map(({ partitionId }) => partitionId));
    return { gatewayVersion, partitions: partitionsCount, unhealthy };
  }

  /**
   * Deploys each resource. The engine compares checksums: an unchanged resource answers its present version. One by
   * one, because in a common deployment one changed file gives all of them a new version.
   */
  async deploy(resources: readonly Resource[]): Promise<DeployedProcess[]> {
    const deployed: DeployedProcess[] = [];
    for (const { name, content } of resources) {
      const { deployments } = await this.#call(`DeployResource ${name}`, () => this.#commands.deployResource({ name, process: Buffer.from(content) }));
      for (const { process } of deployments)
        deployed.push({ bpmnProcessId: process.bpmnProcessId, version: process.version, key: process.processDefinitionKey, resourceName: process.resourceName });
    }
    return deployed;
  }

  /** Starts an instance of the latest or the given version. Not deduplicated by the engine. */
  async createInstance(request: { bpmnProcessId: string; version?: number; variables: Variables }): Promise<{ processInstanceKey: string }> {
    const { bpmnProcessId, version, variables } = request;
    const { processInstanceKey } = await this.#call(`CreateProcessInstance ${bpmnProcessId}`, () =>
      this.#commands.createProcessInstance({ bpmnProcessId, ...(version === undefined ? {} : { version }), variables: variables as Json }));
    return { processInstanceKey };
  }

  /** Publishes a message. One with the same name, key and id that is still buffered counts as published. */
  async publishMessage(message: Message): Promise<void> {
    const { name, correlationKey, messageId, ttlMs, variables } = message;
    await this.#unless('ALREADY_EXISTS', `PublishMessage ${name}`, () =>
      this.#commands.publishMessage({ name, correlationKey, messageId, timeToLive: ttlMs, variables: variables as Record<string, never> }));
  }

  /** Completes a user task: `native` is `zeebe:userTask`, `job` the older one that is a job. */
  async completeUserTask(task: { userTaskKey: string; kind: 'native' | 'job'; variables: Variables }): Promise<void> {
    if (task.kind === 'job') return await this.completeJob(task.userTaskKey, task.variables);
    await this.#rest(`CompleteUserTask ${task.userTaskKey}`, `/v1/user-tasks/${task.userTaskKey}/completion`, { variables: task.variables });
  }

  /** Cancels an instance; one that is already gone counts as cancelled. */
  async cancelInstance(key: string): Promise<void> {
    await this.#unless('NOT_FOUND', `CancelProcessInstance ${key}`, () => this.#commands.cancelProcessInstance(key));
  }

  /** Resolves an incident, giving its job `retries` first when it has one. */
  async resolveIncident(incident: { key: string; jobKey?: string; retries?: number }): Promise<void> {
    const { key, jobKey, retries = 3 } = incident;
    if (jobKey !== undefined) await this.#call(`UpdateJobRetries ${jobKey}`, () => this.#commands.updateJobRetries({ jobKey, retries }));
    await this.#unless('NOT_FOUND', `ResolveIncident ${key}`, () => this.#commands.resolveIncident({ incidentKey: key }));
  }

  async activateJobs(request: Parameters<JobSource['activateJobs']>[0]): Promise<DeliveredJob[]> {
    const jobs = await this.#call(`ActivateJobs ${request.type}`, () =>
      this.#jobs.activateJobs({
        type: request.type, worker: request.worker, timeout: request.timeoutMs, maxJobsToActivate: request.jobsMax,
        fetchVariable: [...request.inputNames], requestTimeout: request.waitMs,
      }));
    return jobs.map(({ key, type, processInstanceKey, bpmnProcessId, elementId, elementInstanceKey, retries, variables }) =>
      ({ key, type, processInstanceKey, bpmnProcessId, elementId, elementInstanceKey, retries, variables: { ...variables } }));
  }

  async completeJob(key: string, variables: Variables): Promise<void> {
    await this.#call(`CompleteJob ${key}`, () => this.#commands.completeJob({ jobKey: key, variables: variables as Record<string, never> }));
  }

  async failJob(key: string, failure: { retries: number; message: string; backOffMs: number }): Promise<void> {
    await this.#call(`FailJob ${key}`, () =>
      this.#commands.failJob({ jobKey: key, retries: failure.retries, errorMessage: failure.message, retryBackOff: failure.backOffMs }));
  }

  async throwError(key: string, error: { code: string; message: string; variables: Readonly<Variables> }): Promise<void> {
    await this.#call(`ThrowError ${key}`, () =>
      this.#commands.throwError({ jobKey: key, errorCode: error.code, errorMessage: error.message, variables: error.variables as Record<string, never> }));
  }

  /** Ends the connections, and with them the requests that wait for jobs. */
  async close(): Promise<void> {
    await Promise.all([this.#jobs.close(), this.#commands.close()]);
  }

  async #call<Answer>(operation: string, send: () => Promise<Answer>): Promise<Answer> {
    try {
      return await send();
    } catch (error) {
      throw grpcFailure(operation, error);
    }
  }

  async #unless(status: string, operation: string, send: () => Promise<unknown>): Promise<void> {
    try {
      await this.#call(operation, send);
    } catch (error) {
      if (!(error instanceof PermanentError && error.status === status)) throw error;
    }
  }

  async #rest(operation: string, path: string, body: object): Promise<void> {
    let answer: RestAnswer;
    try {
      answer = await postJson(this.#restAddress + path, body, this.#restOptions, REST_TIMEOUT_MS);
    } catch (error) {
      throw new RetryableError(`${operation}: no answer from ${this.#restAddress}: ${messageOf(error)}`, { cause: error });
    }
    if (answer.status >= 300) throw restFailure(operation, answer.status, answer.text);
  }
}
