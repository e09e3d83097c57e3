import { expect } from 'chai';
import { decisionCases } from '../../conformance/dmn/cases/index.ts';
import { openEmbeddedStage } from '../../conformance/embedded-stage.ts';
import { readRecording } from '../../conformance/recording.ts';
import { perform } from '../../conformance/scenario.ts';

const AT_MS = Date.UTC(2040, 0, 1);

/** Without a broker: what real Zeebe 8.5.8 did is written down. The conformance run plays the same cases on both. */
describe('decisions as real Zeebe made them', () => {
  for (const [area, cases] of Object.entries(decisionCases)) {
    describe(area, () => {
      for (const scenario of cases) {
        it(scenario.name, async () => {
          const stage = await openEmbeddedStage(AT_MS);
          try {
            expect(await perform(scenario, stage, AT_MS)).to.deep.equal(readRecording(area, scenario));
          } finally {
            await stage.close();
          }
        });
      }
    });
  }
});
