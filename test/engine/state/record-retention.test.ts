import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { openEngine } from '../../../server/engine/index.ts';
import { around, serviceTask } from '../model/diagrams.ts';
import { eventually } from '../../support/eventually.ts';

describe('records that nobody acknowledges', () => {
  it('are kept up to the number that was asked for, however many there were', async () => {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'takt-retention-'));
    const engine = await openEngine({ dataDir, recordsKept: 1_000 });
    try {
      await engine.submit({ valueType: 'DEPLOYMENT', intent: 'CREATE', value: { resources: [{ resourceName: 'a.bpmn', content: Buffer.from(around(serviceTask('node'))) }] } });
      for (let round = 0; round < 20; round++) {
        await Promise.all(Array.from({ length: 20 }, () =>
          engine.submit({ valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE', value: { bpmnProcessId: 'process' } })));
      }
      expect(engine.lastPosition).to.be.greaterThan(4_000);
      await eventually('old records to be gone', () => Promise.resolve(engine.records(0, 1)[0]!.position > engine.lastPosition - 1_400));
      const kept = engine.records(engine.lastPosition - 1_000, 2_000);
      expect(kept.map(({ position }) => position)).to.deep.equal(Array.from({ length: 1_000 }, (_, i) => engine.lastPosition - 999 + i));
    } finally {
      await engine.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
