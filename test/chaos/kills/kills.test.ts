import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { seededRandom } from '../../support/seeded-random.ts';
import { Lives } from './lives.ts';

const kills = Number(process.env.CHAOS_KILLS ?? 20);
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);

/** A long run tells how far it is. */
const SUMMARY_EVERY = 100;

/** All that a client was told holds, whenever the engine dies: `CHAOS_KILLS=1000 npm run test:kills`. */
describe(`the engine under ${kills} kills (CHAOS_SEED=${seed})`, function () {
  this.timeout(120_000 + kills * 10_000);
  let dataDir: string;
  before(() => { dataDir = mkdtempSync(path.join(tmpdir(), 'takt-kills-')); });
  after(() => rmSync(dataDir, { recursive: true, force: true }));

  it('keeps every acknowledged command, does nothing twice, loses no timer and tears no stream', async () => {
    const lives = new Lives(path.join(dataDir, 'engine'), seededRandom(seed));
    try {
      while (lives.kills < kills) {
        await lives.live();
        if (lives.kills % SUMMARY_EVERY === 0) console.log(`      ${lives.summary}`);
      }
      await lives.settle();
    } finally {
      console.log(`      ${lives.summary}`);
    }
    expect(lives.broken).to.deep.equal([]);
    expect(lives.acknowledged, 'commands acknowledged').to.be.greaterThan(kills * 20);
  });
});
