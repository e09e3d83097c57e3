import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { openEngine, type Engine, type EngineOptions } from '../../../server/engine/index.ts';
import { around, serviceTask } from '../model/diagrams.ts';
import { eventually } from '../../support/eventually.ts';

describe('records that nobody acknowledges', () => {
  let dataDir: string;
  let engine: Engine;
  const open = async (recordsKept: EngineOptions['recordsKept']) => {
    engine = await openEngine({ dataDir, recordsKept: recordsKept! });
    await engine.submit({ valueType: 'DEPLOYMENT', intent: 'CREATE', value: { resources: [{ resourceName: 'a.bpmn', content: Buffer.from(around(serviceTask('node'))) }] } });
  };
  const create = async (rounds: number, variables: object) => {
    for (let round = 0; round < rounds; round++) {
      await Promise.all(Array.from({ length: 20 }, () =>
        engine.submit({ valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE', value: { bpmnProcessId: 'process', variables: JSON.stringify(variables) } })));
    }
  };
  beforeEach(() => { dataDir = mkdtempSync(path.join(tmpdir(), 'takt-retention-')); });
  afterEach(async () => {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('are kept up to the number that was asked for, however many there were', async () => {
    await open({ count: 1_000, bytes: Infinity });
    await create(20, {});
    expect(engine.lastPosition).to.be.greaterThan(4_000);
    await eventually('old records to be gone', () => Promise.resolve(engine.records(0, 1)[0]!.position > engine.lastPosition - 1_400));
    const kept = engine.records(engine.lastPosition - 1_000, 2_000);
    expect(kept.map(({ position }) => position)).to.deep.equal(Array.from({ length: 1_000 }, (_, i) => engine.lastPosition - 999 + i));
  });

  it('are fewer where they are large', async () => {
    await open({ count: 1_000_000, bytes: 10_000_000 });
    await create(10, { x: 'a'.repeat(100_000) });
    const bytesKept = () => JSON.stringify(engine.records(0, 10_000)).length;
    // Besides those of the last portion, a block and a command with each value.
    await eventually('old records to be gone', () => Promise.resolve(bytesKept() < 25_000_000));
    expect(bytesKept()).to.be.greaterThan(9_000_000);
  });
});
