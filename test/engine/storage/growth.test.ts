import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { openEngine } from '../../../server/engine/index.ts';

const MB = 1024 * 1024;

describe('data that outgrows the addresses reserved for it', () => {
  let dataDir: string;
  before(() => { dataDir = mkdtempSync(path.join(tmpdir(), 'takt-growth-')); });
  after(() => rmSync(dataDir, { recursive: true, force: true }));

  it('gets more while the engine works, and after a restart', async () => {
    for (let run = 1; run <= 2; run++) {
      const engine = await openEngine({ dataDir, mapSizeMb: 1 });
      const before = engine.lastPosition;
      for (let i = 0; i < 20; i++) {
        await Promise.all(Array.from({ length: 10 }, () => engine.submit({
          valueType: 'SIGNAL', intent: 'BROADCAST', value: { signalName: 'signal', variables: JSON.stringify({ load: 'x'.repeat(20_000) }) },
        })));
        expect(engine.records(before, 1_000)).to.have.length(20 * (i + 1));
      }
      await engine.close();
      expect(statSync(path.join(dataDir, 'engine.mdb')).size).to.be.greaterThan(run * 4 * MB);
    }
  });
});
