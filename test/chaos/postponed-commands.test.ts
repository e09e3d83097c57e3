import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { openClient } from '../conformance/client.ts';
import { each, end, exclusive, job, process as diagram, SCOPE, script, start } from '../conformance/diagram.ts';
import type { ZeebeClient } from '../conformance/stage.ts';
import { startEngineProcess } from '../support/engine-process.ts';
import { eventually } from '../support/eventually.ts';

const KILLS = 6;
const TURNS = 4_000;
const ITEMS = 3_000;
/** Counts without a wait state, then has a job for each of many items. */
const { xml } = diagram(
  'long', [start(), exclusive('again'), script('count', '=n + 1', 'n'), exclusive('enough'), { ...job('item'), body: each('=for i in 1..items return i', { element: 'i' }) }, end()],
  `start -> again -> count -> enough -> item [n >= ${TURNS}] -> end; enough -> again [default]`,
);

describe('the engine, killed while a process runs without a wait state', () => {
  let dataDir: string;
  before(() => { dataDir = mkdtempSync(path.join(tmpdir(), 'takt-chaos-')); });
  after(() => rmSync(dataDir, { recursive: true, force: true }));

  it('goes on where it was: no turn is lost or done twice, and every item has one job', async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      await served(dataDir, async (client) => {
        if (kill === 0) {
          await client.deployResources([{ name: 'long.bpmn', process: Buffer.from(xml.replaceAll(SCOPE, '')) }]);
          await client.createProcessInstance({ bpmnProcessId: 'long', variables: { n: 0, items: ITEMS } });
        }
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 700));
      });
    }
    const items = new Map<string, { readonly i: number; readonly n: number }>();
    await served(dataDir, (client) => eventually('a job for each item', async () => {
      const jobs = await client.activateJobs({ type: 'work', worker: 'chaos', timeout: 600_000, maxJobsToActivate: 500, requestTimeout: 200, fetchVariable: ['i', 'n'] });
      for (const { key, variables } of jobs) items.set(key, variables as { i: number; n: number });
      return items.size >= ITEMS && jobs.length === 0;
    }, 120_000));
    expect([...items.values()].map(({ i }) => i).sort((a, b) => a - b)).to.deep.equal(Array.from({ length: ITEMS }, (_, i) => i + 1));
    expect(new Set([...items.values()].map(({ n }) => n))).to.deep.equal(new Set([TURNS]));
  });
});

/** Serves for as long as `use` takes, then is killed. */
async function served(dataDir: string, use: (client: ZeebeClient) => Promise<unknown>): Promise<void> {
  const engine = await startEngineProcess(dataDir).ready();
  const client = openClient(engine.grpcAddress, engine.restAddress);
  try {
    await use(client);
  } finally {
    await engine.kill();
    await client.close();
  }
}
