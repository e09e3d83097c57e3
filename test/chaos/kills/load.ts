import type { Commands, Job } from './commands.ts';
import { CYCLES, kindsByClient } from './diagrams.ts';
import type { History } from './history/history.ts';

/** Beyond this many open instances the load only works them off. */
const OPEN_MAX = 400;
const HANDS = 16;
/** A job whose worker died with the engine is another's after this. */
const JOB_TIMEOUT_MS = 1_000;

type Task = () => Promise<unknown>;

/** A published message that may be published again. */
interface Published { readonly name: string; readonly correlationKey: string; readonly messageId: string }

/** What the load remembers from one life of the engine to the next, besides what the record stream says. */
export class Memory {
  readonly published: Published[] = [];
  readonly clocks: string[] = [];
}

/**
 * Clients of one life of the engine: hands that begin processes and do what those wait for, workers that do jobs. What is open when the life
 * begins is known from the record stream, what comes later from answers.
 */
export class Load {
  readonly #commands: Commands;
  readonly #history: History;
  readonly #memory: Memory;
  readonly #random: () => number;
  readonly #tasks: Task[];
  readonly #ticks = new Map<string, number>();
  #running = true;
  #begun = 0;

  constructor(commands: Commands, history: History, memory: Memory, random: () => number) {
    this.#commands = commands;
    this.#history = history;
    this.#memory = memory;
    this.#random = random;
    this.#tasks = this.#open();
  }

  /** `working`: begins new processes, too; else what is open is finished. Resolves after `stop`, when every call has ended. */
  async run(working: boolean): Promise<void> {
    const hands = Array.from({ length: HANDS }, () => this.#repeat(() => this.#doSomething(working)));
    const workers = ['act', 'act', 'soak', 'flaky'].map((type) => this.#repeat(() => this.#work(type)));
    await Promise.all([...hands, ...workers]);
  }

  stop(): void {
    this.#running = false;
  }

  async #repeat(task: Task): Promise<void> {
    // A turn of the event loop in between: a dead engine refuses at once.
    while (this.#running) await Promise.all([task(), new Promise((resolve) => setTimeout(resolve, 2))]);
  }

  /** What the instances that were open at the last kill wait for. */
  #open(): Task[] {
    const { userTasks, incidents, instances } = this.#history;
    const tasks = [...[...userTasks].map((key) => () => this.#doUserTask(key)), ...[...incidents].map(([key, { jobKey, processInstanceKey }]) => () => this.#resolve(key, jobKey, processInstanceKey))];
    for (const [key, { intent, value }] of instances.openElements) {
      const instance = instances.open.get(value.processInstanceKey);
      if (intent !== 'ELEMENT_ACTIVATED' || instance === undefined) continue;
      if (value.elementId === 'letter') tasks.push(() => this.#letter(instance.n!));
      if (value.elementId === 'listen') tasks.push(() => this.#commands.broadcast('siren'));
      if (value.elementId === 'never') tasks.push(() => this.#commands.cancel(instance.key));
      if (value.elementId === 'stuck') tasks.push(() => this.#commands.modify(instance.key, key, 'act'));
    }
    return tasks;
  }

  async #doSomething(working: boolean): Promise<unknown> {
    if (this.#tasks.length > 0 && (!working || this.#random() < 0.5)) return this.#tasks.splice(Math.floor(this.#random() * this.#tasks.length), 1)[0]!();
    if (!working) return undefined;
    const [chance, commands] = [this.#random(), this.#commands];
    if (chance < 0.5) return this.#begin();
    if (chance < 0.6) return commands.createWithResult();
    if (chance < 0.68) return this.#publish({ name: 'parcel', correlationKey: `p${Math.floor(this.#random() * 1e9)}`, messageId: 'once' });
    if (chance < 0.76) return this.#publishAgain();
    if (chance < 0.8) return commands.broadcast('alarm');
    if (chance < 0.84) return commands.evaluateDecision();
    if (chance < 0.92) return this.#meddle();
    if (chance < 0.94) return this.#deployClock();
    if (chance < 0.95 && this.#memory.clocks.length > 20) return commands.deleteResource(this.#memory.clocks.shift()!);
    return undefined;
  }

  async #begin(): Promise<void> {
    if (this.#history.instances.open.size + this.#begun > OPEN_MAX) return;
    const kind = kindsByClient[Math.floor(this.#random() * kindsByClient.length)]!;
    const created = await this.#commands.create(kind);
    if (created === undefined) return;
    this.#begun += 1;
    if (kind === 'mail') this.#tasks.push(() => this.#letter(created.n));
    if (kind === 'race' && this.#random() < 0.5) this.#tasks.push(() => this.#commands.publish('reply', `k${created.n}`, `reply-${created.n}`, 100));
    if (kind === 'radio') this.#tasks.push(() => this.#commands.broadcast('siren'));
    if (kind === 'doomed') this.#tasks.push(() => this.#commands.cancel(created.key));
    if (kind === 'order' && this.#random() < 0.3) this.#tasks.push(() => this.#commands.setVariables(created.key, { note: 'urgent' }));
  }

  /** Something with what is open that changes nothing of its way. */
  async #meddle(): Promise<unknown> {
    const keys = [...this.#history.instances.open.keys()];
    const jobKeys = [...this.#history.jobs.openKeys];
    const pick = (from: readonly string[]) => from[Math.floor(this.#random() * from.length)];
    if (this.#random() < 0.5) {
      const key = pick(keys);
      return key === undefined ? undefined : this.#commands.setVariables(key, { note: 'seen' }, this.#random() < 0.5);
    }
    const key = pick(jobKeys);
    if (key === undefined) return undefined;
    return this.#random() < 0.5 ? this.#commands.updateTimeout(key, JOB_TIMEOUT_MS) : this.#commands.updateRetries(key);
  }

  async #publish(message: Published): Promise<void> {
    this.#memory.published.push(message);
    if (this.#memory.published.length > 60) this.#memory.published.shift();
    await this.#commands.publish(message.name, message.correlationKey, message.messageId, 1_000 + this.#random() * 4_000);
  }

  /** The same message a second time, often in another life: while the first lives, it must be refused. */
  async #publishAgain(): Promise<void> {
    const { published } = this.#memory;
    const message = published[Math.floor(this.#random() * published.length)];
    // A parcel that came again after its first had expired would be another process, rightly.
    if (message !== undefined) await this.#commands.publish(message.name, message.correlationKey, message.messageId, 1_000);
  }

  async #letter(n: number): Promise<void> {
    await this.#publish({ name: 'letter', correlationKey: `k${n}`, messageId: `letter-${n}` });
  }

  async #deployClock(): Promise<void> {
    const key = await this.#commands.deployClock();
    if (key !== undefined) this.#memory.clocks.push(key);
  }

  async #doUserTask(key: string): Promise<void> {
    if (this.#random() < 0.4) await this.#commands.assign(key);
    await this.#commands.completeUserTask(key);
  }

  async #resolve(key: string, jobKey: string, processInstanceKey: string): Promise<void> {
    if (jobKey === '-1') await this.#commands.setVariables(processInstanceKey, { x: 2 });
    else await this.#commands.updateRetries(jobKey);
    await this.#commands.resolveIncident(key);
  }

  async #work(type: string): Promise<void> {
    const jobs = await this.#commands.activate(type, JOB_TIMEOUT_MS);
    await Promise.all(jobs.map((job) => this.#do(type, job)));
  }

  async #do(type: string, job: Job): Promise<unknown> {
    const chance = this.#random();
    if (type === 'soak' && this.#ticksOf(job.processInstanceKey) < CYCLES) return this.#commands.failJob(job.key, 3, 200);
    if (type === 'flaky' && chance < 0.6) {
      if (chance < 0.2) return this.#commands.throwError(job.key);
      return this.#commands.failJob(job.key, chance < 0.4 ? 0 : 2, chance < 0.5 ? 0 : 100);
    }
    if (await this.#commands.completeJob(job.key) && job.elementId === 'tick') this.#ticks.set(job.processInstanceKey, (this.#ticks.get(job.processInstanceKey) ?? 0) + 1);
    return undefined;
  }

  #ticksOf(processInstanceKey: string): number {
    return (this.#history.instances.open.get(processInstanceKey)?.completed.get('tick') ?? 0) + (this.#ticks.get(processInstanceKey) ?? 0);
  }
}
