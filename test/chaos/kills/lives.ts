import { createHash } from 'node:crypto';
import type { Engine, LogRecord } from '../../../server/engine/index.ts';
import { startEngineProcess, type EngineProcess } from '../../support/engine-process.ts';
import { Commands, Stamps } from './commands.ts';
import { History } from './history/history.ts';
import { Ledger } from './ledger.ts';
import { Load, Memory } from './load.ts';
import { openStill } from '../../support/still-engine.ts';
import { openWire } from '../../support/wire.ts';

const RECORDS_AT_ONCE = 10_000;
/** The log is read from its start, compared with what was read before, and forgotten after so many lives. */
const LIVES_PER_LOG = 50;
/** Commands acknowledged in one life, at most. */
const ANSWERS_MAX = 120;
/** So often the instances of a life carry so much that its commits fill several journal files, and some are written to the data file. */
const HEAVY_SHARE = 0.15;
const HEAVY = 'x'.repeat(50_000);
const SETTLING_LIFE_MS = 1_500;
/** Lives without new work until everything must have come to its end. */
const SETTLING_LIVES = 100;

/** One engine that lives and dies on one folder, and what is known of it. */
export class Lives {
  readonly #dataDir: string;
  readonly #random: () => number;
  readonly #stamps = new Stamps();
  readonly #memory = new Memory();
  readonly #ledger = new Ledger();
  readonly #history = new History();
  readonly #broken: string[] = [];
  /** Of the records since the log was last shortened. */
  #digest = createHash('sha256');
  #logStart = 0;
  #deployed = false;
  kills = 0;
  #killedStarting = 0;

  constructor(dataDir: string, random: () => number) {
    this.#dataDir = dataDir;
    this.#random = random;
  }

  get broken(): string[] {
    return [...this.#broken, ...this.#ledger.broken, ...this.#history.broken].slice(0, 20);
  }

  get acknowledged(): number {
    return this.#ledger.acknowledged;
  }

  get summary(): string {
    const { sequence, jobs, timers, messages, instances } = this.#history;
    const { acknowledged, refused, cutOff } = this.#ledger;
    return `${this.kills} kills (${this.#killedStarting} while it started), ${acknowledged} commands acknowledged, ${refused} refused, ${cutOff} cut off, ${sequence.position} records, `
      + `${instances.ended} instances, ${jobs.completed} jobs, ${timers.fired} timers (at most ${timers.latestMs} ms late), ${messages.published} messages`;
  }

  /** One life from its start to its kill; the stream is read and judged after it. */
  async live(): Promise<void> {
    const chance = this.#random();
    if (chance < 0.12) await this.#dieStarting();
    else if (chance < 0.2) await this.#work(() => Promise.resolve());
    else await this.#work(async () => {
      await this.#ledger.answers(1 + Math.floor(this.#random() * ANSWERS_MAX));
      // Right after an answer, while others are under way; or at any moment.
      if (chance >= 0.5) await pause(this.#random() * 30);
    });
    await this.#readStream();
    this.#refuseBroken();
  }

  /** Lives without new work, until all that was begun has ended. */
  async settle(): Promise<void> {
    for (let life = 0; life < SETTLING_LIVES && !this.#history.idle; life += 1) {
      await this.#work(() => pause(SETTLING_LIFE_MS), false);
      await this.#readStream();
      this.#refuseBroken();
    }
    this.#history.atEnd();
  }

  #refuseBroken(): void {
    if (this.broken.length > 0) throw new Error(this.broken.join('\n'));
  }

  async #dieStarting(): Promise<void> {
    const engine = startEngineProcess(this.#dataDir);
    await engine.killAfter(this.#random() * 400);
    this.kills += 1;
    this.#killedStarting += 1;
  }

  /** Lives until `life` resolves. `working`: new processes are begun. */
  async #work(life: () => Promise<void>, working = true): Promise<void> {
    const engine: EngineProcess = await startEngineProcess(this.#dataDir).ready();
    const wire = openWire(engine.grpcAddress, engine.restAddress);
    try {
      const commands = new Commands(wire, this.#ledger, this.#stamps, this.#random() < HEAVY_SHARE ? HEAVY : '');
      if (!this.#deployed) this.#deployed = (await commands.deployAll()) !== undefined;
      const load = new Load(commands, this.#history, this.#memory, this.#random);
      const over = load.run(working);
      await life();
      load.stop();
      await engine.kill();
      this.kills += 1;
      await over;
    } finally {
      wire.close();
      await engine.kill();
    }
  }

  async #readStream(): Promise<void> {
    const engine = await openStill(this.#dataDir);
    try {
      const records = [...recordsAfter(engine, this.#history.sequence.position)];
      for (const record of records) {
        this.#history.take(record);
        this.#digest.update(JSON.stringify(record));
      }
      this.#ledger.check(records);
      this.#compareState(engine);
      if (this.kills % LIVES_PER_LOG === 0) await this.#shortenLog(engine);
    } finally {
      await engine.close();
    }
  }

  /** What the engine knows is what its stream says. */
  #compareState(engine: Engine): void {
    const { userTasks, incidents, instances, sequence } = this.#history;
    for (const key of userTasks) if (engine.userTask(key) === undefined) this.#broken.push(`the engine lost user task ${key}`);
    for (const key of incidents.keys()) if (engine.incident(key) === undefined) this.#broken.push(`the engine lost incident ${key}`);
    for (const key of instances.openElements.keys()) if (engine.elementInstance(key) === undefined) this.#broken.push(`the engine lost element instance ${key}`);
    for (const key of instances.endedLately.splice(0)) if (engine.elementInstance(key) !== undefined) this.#broken.push(`element instance ${key} is over, and still there`);
    if (engine.lastPosition !== sequence.position) this.#broken.push(`the engine is at ${engine.lastPosition}, its stream at ${sequence.position}`);
  }

  /** Nothing that was read before has changed since; then the engine forgets it, as it does in a plant. */
  async #shortenLog(engine: Engine): Promise<void> {
    const again = createHash('sha256');
    for (const record of recordsAfter(engine, this.#logStart)) again.update(JSON.stringify(record));
    if (again.digest('hex') !== this.#digest.digest('hex')) this.#broken.push(`the stream after ${this.#logStart} is not what it was`);
    this.#digest = createHash('sha256');
    this.#logStart = this.#history.sequence.position;
    await engine.acknowledgeRecords(this.#logStart);
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function* recordsAfter(engine: Engine, position: number): IterableIterator<LogRecord> {
  for (let after = position; ;) {
    const records = engine.records(after, RECORDS_AT_ONCE);
    yield* records;
    if (records.length === 0) return;
    after = records.at(-1)!.position;
  }
}
