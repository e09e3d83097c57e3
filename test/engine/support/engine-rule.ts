import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { openEngine } from '../../../server/engine/index.ts';
import type { ActivatedJob, Answer, CommandRequest, Engine, LogRecord } from '../../../server/engine/index.ts';
import { ControlledClock } from './controlled-clock.ts';

export interface RecordFilter {
  readonly valueType?: string;
  readonly intent?: string;
  readonly recordType?: LogRecord['recordType'];
  readonly elementId?: string;
}

/** An engine of its own for each scenario: commands in, records out, time under control, and a restart whenever a scenario wants one. */
export class EngineRule {
  #clock = new ControlledClock();
  readonly dataDir = mkdtempSync(path.join(tmpdir(), 'takt-engine-'));
  /** Restarts before every command: whatever a scenario says must hold then too. */
  readonly #restartsAlways: boolean;
  #engine: Engine | undefined;
  #errors: string[] = [];

  constructor(options: { restartsAlways?: boolean } = {}) {
    this.#restartsAlways = options.restartsAlways ?? false;
  }

  get clock(): ControlledClock {
    return this.#clock;
  }

  /** What the engine logged as errors. */
  get errors(): readonly string[] {
    return this.#errors;
  }

  get engine(): Engine {
    if (this.#engine === undefined) throw new Error('the engine is not open');
    return this.#engine;
  }

  async open(): Promise<void> {
    this.#engine = await openEngine({
      dataDir: this.dataDir, clock: this.#clock, mapSizeMb: 256,
      log: (level, message, fields) => {
        if (level === 'error') this.#errors.push(`${message} ${JSON.stringify(fields)}`);
      },
    });
  }

  async restart(): Promise<void> {
    await this.#engine?.close();
    await this.open();
  }

  /** Opens it as if it were new, also after `dispose`. */
  async begin(): Promise<void> {
    this.#clock = new ControlledClock();
    this.#errors = [];
    await this.open();
  }

  async dispose(): Promise<void> {
    await this.#engine?.close();
    this.#engine = undefined;
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async send(request: CommandRequest): Promise<Answer> {
    if (this.#restartsAlways) await this.restart();
    return this.engine.submit(request);
  }

  /** Like `send`, for commands that must be accepted: their event's key and value. */
  async accepted(request: CommandRequest): Promise<{ key: string; value: Record<string, unknown> }> {
    const answer = await this.send(request);
    if (answer.kind === 'rejection') throw new Error(`${request.valueType} ${request.intent} was rejected: ${answer.type} ${answer.reason}`);
    return { key: answer.key, value: answer.value as Record<string, unknown> };
  }

  deploy(processId: string, xml: string): Promise<{ key: string; value: Record<string, unknown> }> {
    return this.accepted({
      valueType: 'DEPLOYMENT', intent: 'CREATE', value: { resources: [{ resourceName: `${processId}.bpmn`, content: Buffer.from(xml) }] },
    });
  }

  /** The key of the new instance. */
  async create(bpmnProcessId: string, variables: object | string = {}): Promise<string> {
    const { value } = await this.accepted({
      valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE', value: { bpmnProcessId, variables: text(variables) },
    });
    return value.processInstanceKey as string;
  }

  async jobs(type: string, maxJobs = 10, timeoutMs = 60_000): Promise<readonly ActivatedJob[]> {
    if (this.#restartsAlways) await this.restart();
    const taken = await this.engine.activateJobs({ type, worker: 'scenario', timeoutMs, maxJobs });
    if ('rejection' in taken) throw new Error(taken.rejection.reason);
    return taken.jobs;
  }

  async job(type: string): Promise<ActivatedJob> {
    const [job] = await this.jobs(type, 1);
    if (job === undefined) throw new Error(`no job of type ${type} can be activated`);
    return job;
  }

  /** Takes one job of the type and completes it. */
  async work(type: string, variables: object | string = {}): Promise<ActivatedJob> {
    const job = await this.job(type);
    await this.accepted({ valueType: 'JOB', intent: 'COMPLETE', key: job.key, value: { variables: text(variables) } });
    return job;
  }

  publish(name: string, correlationKey: string, options: { variables?: object; timeToLive?: number; messageId?: string } = {}): Promise<Answer> {
    const { variables = {}, timeToLive = 0, messageId } = options;
    return this.send({
      valueType: 'MESSAGE', intent: 'PUBLISH',
      value: { name, correlationKey, timeToLive, variables: text(variables), ...(messageId === undefined ? {} : { messageId }) },
    });
  }

  /** Moves the clock and waits until the engine did what became due. */
  async advance(milliseconds: number): Promise<void> {
    if (this.#restartsAlways) await this.restart();
    this.clock.advance(milliseconds);
    // Whatever was due was submitted before this command, and is in the same commit or an earlier one.
    await this.settle();
  }

  /** A wake-up submits within a turn of the event loop; a harmless command behind it is answered after it. */
  async settle(): Promise<void> {
    for (let quiet = 0, last = -1; quiet < 3; ) {
      await this.engine.submit({ valueType: 'INCIDENT', intent: 'RESOLVE', key: '1' });
      const own = this.records().filter(({ key }) => key !== '1').length;
      quiet = own === last ? quiet + 1 : 0;
      last = own;
    }
  }

  records(filter: RecordFilter = {}): LogRecord[] {
    return this.engine.records(0, Number.MAX_SAFE_INTEGER).filter((record) => matches(record, filter));
  }

  events(filter: RecordFilter = {}): LogRecord[] {
    return this.records({ ...filter, recordType: 'EVENT' });
  }

  /** The only event that matches. */
  event(filter: RecordFilter): LogRecord {
    const found = this.events(filter);
    if (found.length !== 1) throw new Error(`${found.length} events match ${JSON.stringify(filter)}`);
    return found[0]!;
  }

  /** `elementId INTENT` of an instance's elements, without the sequence flows. */
  steps(processInstanceKey: string): string[] {
    return this.events({ valueType: 'PROCESS_INSTANCE' })
      .filter(({ value, intent }) => field(value, 'processInstanceKey') === processInstanceKey && intent !== 'SEQUENCE_FLOW_TAKEN')
      .map(({ value, intent }) => `${String(field(value, 'elementId'))} ${intent.replace('ELEMENT_', '')}`);
  }

  isDone(processInstanceKey: string): boolean {
    return this.engine.elementInstance(processInstanceKey) === undefined;
  }

  /** The instance's variables as they were last written to its own scope. */
  variables(processInstanceKey: string): Record<string, unknown> {
    const written = this.events({ valueType: 'VARIABLE' })
      .filter(({ value, intent }) => field(value, 'scopeKey') === processInstanceKey && intent !== 'MIGRATED');
    return Object.fromEntries(written.map(({ value }) => [field(value, 'name'), JSON.parse(String(field(value, 'value')))]));
  }
}

/** To be called in a `describe`: a rule that is as new for each of its tests, none of which may make the engine log an error. */
export function ruleOfEachTest(): EngineRule {
  const rule = new EngineRule();
  beforeEach(() => rule.begin());
  afterEach(async () => {
    await rule.dispose();
    expect(rule.errors).to.deep.equal([]);
  });
  return rule;
}

export function field(value: object, name: string): unknown {
  return (value as Record<string, unknown>)[name];
}

function matches({ valueType, intent, recordType, value }: LogRecord, filter: RecordFilter): boolean {
  return (filter.valueType ?? valueType) === valueType && (filter.intent ?? intent) === intent && (filter.recordType ?? recordType) === recordType
    && (filter.elementId === undefined || filter.elementId === field(value, 'elementId'));
}

function text(variables: object | string): string {
  return typeof variables === 'string' ? variables : JSON.stringify(variables);
}
