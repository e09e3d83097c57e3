import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { openClient } from '../conformance/client.ts';
import { end, job, process as diagram, SCOPE, start } from '../conformance/diagram.ts';
import type { ZeebeClient } from '../conformance/stage.ts';
import { eventually } from '../support/eventually.ts';
import { startEngineProcess } from './engine-process.ts';

const KILLS = 8;
const JOB_TIMEOUT_MS = 1_500;
const OPEN_MAX = 300;
const STEPS = ['first', 'second'] as const;
const xml = diagram('chain', [start(), ...STEPS.map((step) => job(step, { type: step })), end()], 'start -> first -> second -> end').xml.replaceAll(SCOPE, '');

/** What the client was told, and so may rely on whatever happens to the engine. */
class Ledger {
  readonly created = new Set<number>();
  /** `<step> <n>` of jobs whose completion was acknowledged. */
  readonly completed = new Set<string>();
  /** Of jobs whose completion was asked for, but the answer died with the engine: it may have been made or not. */
  readonly unanswered = new Set<string>();
  /** The job key of `<step> <n>`. */
  readonly keys = new Map<string, string>();
  readonly broken: string[] = [];
  lastGivenMs = 0;

  given(step: string, n: number, key: string): void {
    const work = `${step} ${n}`;
    this.lastGivenMs = Date.now();
    this.unanswered.delete(work);
    if (this.completed.has(work)) this.broken.push(`${work} was completed, and given out again`);
    if (this.keys.has(work) && this.keys.get(work) !== key) this.broken.push(`${work} exists twice: jobs ${this.keys.get(work)} and ${key}`);
    this.keys.set(work, key);
  }
}

describe('the engine, killed under load again and again', () => {
  let dataDir: string;
  before(() => { dataDir = mkdtempSync(path.join(tmpdir(), 'takt-chaos-')); });
  after(() => rmSync(dataDir, { recursive: true, force: true }));

  it('loses nothing that it acknowledged and does nothing twice', async function () {
    this.timeout(280_000);
    const ledger = new Ledger();
    let next = 0;
    for (let kill = 0; kill <= KILLS; kill += 1) {
      const engine = await startEngineProcess(dataDir);
      const client = openClient(engine.grpcAddress, 'http://127.0.0.1:1');
      let running = true;
      try {
        if (kill === 0) await client.deployResources([{ name: 'chain.bpmn', process: Buffer.from(xml) }]);
        const last = kill === KILLS;
        const load = [
          ...(last ? [] : Array.from({ length: 4 }, () => create(client, ledger, () => running, () => (next += 1)))),
          ...STEPS.flatMap((step) => [work(client, ledger, step, () => running), work(client, ledger, step, () => running)]),
        ];
        if (last) {
          await eventually('every acknowledged instance to be worked off', async () => {
            const idle = Date.now() - ledger.lastGivenMs > 2 * JOB_TIMEOUT_MS;
            return idle && [...ledger.created].every((n) => ledger.completed.has(`second ${n}`) || ledger.unanswered.has(`second ${n}`));
          }, 90_000);
        } else {
          const before = ledger.completed.size;
          await eventually('some work to be done', async () => ledger.completed.size > before + 20 + Math.random() * 200 || undefined, 60_000);
        }
        if (!last) await engine.kill();
        running = false;
        await Promise.all(load);
      } finally {
        running = false;
        await client.close();
        await engine.kill();
      }
    }
    expect(ledger.broken).to.deep.equal([]);
    expect(ledger.created.size).to.be.greaterThan(KILLS * 20);
  });
});

async function create(client: ZeebeClient, ledger: Ledger, running: () => boolean, nextNumber: () => number): Promise<void> {
  while (running()) {
    if (ledger.created.size - ledger.completed.size / STEPS.length > OPEN_MAX) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      continue;
    }
    const n = nextNumber();
    try {
      await client.createProcessInstance({ bpmnProcessId: 'chain', variables: { n } });
      ledger.created.add(n);
    } catch {
      // Not acknowledged: it may exist or not, both are right.
    }
  }
}

async function work(client: ZeebeClient, ledger: Ledger, step: string, running: () => boolean): Promise<void> {
  while (running()) {
    try {
      const jobs = await client.activateJobs({ type: step, worker: 'chaos', timeout: JOB_TIMEOUT_MS, maxJobsToActivate: 8, requestTimeout: 200 });
      for (const { key, variables } of jobs) {
        const n = Number((variables as { n: number }).n);
        ledger.given(step, n, key);
        try {
          await client.completeJob({ jobKey: key, variables: {} });
          ledger.completed.add(`${step} ${n}`);
        } catch (error) {
          // NOT_FOUND: an earlier completion was made but its answer was lost with the engine.
          if ((error as { code?: number }).code === 5) ledger.completed.add(`${step} ${n}`);
          else ledger.unanswered.add(`${step} ${n}`);
        }
      }
    } catch {
      // The engine is down: the load ends with it.
    }
  }
}
