import { expect } from 'chai';
import { findZeebe, ZEEBE_VERSION } from '../support/zeebe-distribution.ts';
import { openEmbeddedStage } from './embedded-stage.ts';
import { readRecording, writeRecording } from './recording.ts';
import { perform } from './scenario.ts';
import type { Performance, Scenario } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';
import type { Stage } from './stage.ts';
import { openZeebeStage } from './zeebe-stage.ts';

const DAY_MS = 86_400_000;
/** Real Zeebe's clock may only go forward, so each scenario has a month of its own, after whatever the computer's clock says. */
const FIRST_START_MS = Date.UTC(2040, 0, 1);

/**
 * Plays every scenario on the embedded engine and on real Zeebe, by the same client, and compares answers and record streams.
 * Where real Zeebe cannot run, the embedded engine is compared with what Zeebe did when it was recorded
 * (CONFORMANCE_RECORD=1 writes new recordings).
 */
describe(`the embedded engine beside Zeebe ${ZEEBE_VERSION}`, () => {
  let zeebe: Stage | undefined;

  before(async function () {
    this.timeout(420_000);
    const distribution = findZeebe();
    if ('missing' in distribution) console.log(`  compared with recordings: ${distribution.missing}`);
    else zeebe = await openZeebeStage(distribution);
  });
  after(() => zeebe?.close());

  let startMs = FIRST_START_MS;
  for (const [area, rules] of Object.entries(scenarios)) {
    describe(area, () => {
      for (const scenario of rules) {
        const ownStartMs = (startMs += 30 * DAY_MS);
        it(scenario.name, async () => {
          const expected = await judge(area, scenario, ownStartMs);
          const stage = await openEmbeddedStage(ownStartMs);
          try {
            expect(await perform(scenario, stage, ownStartMs)).to.deep.equal(expected);
          } finally {
            await stage.close();
          }
        });
      }
    });
  }

  async function judge(area: string, scenario: Scenario, atMs: number): Promise<Performance> {
    const real = zeebe === undefined ? undefined : await perform(scenario, zeebe, atMs);
    if (real !== undefined && process.env.CONFORMANCE_RECORD) writeRecording(area, scenario, real);
    const recorded = readRecording(area, scenario);
    expect(recorded, 'no recording: run with CONFORMANCE_RECORD=1 beside real Zeebe').to.not.equal(undefined);
    if (real !== undefined) expect(real, 'real Zeebe and its recording differ').to.deep.equal(recorded);
    return recorded!;
  }
});
