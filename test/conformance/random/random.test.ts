import { expect } from 'chai';
import { findZeebe } from '../../support/zeebe-distribution.ts';
import { openEmbeddedStage } from '../embedded-stage.ts';
import { openZeebeStage } from '../zeebe-stage.ts';
import type { Stage } from '../stage.ts';
import { firstDifference } from './difference.ts';
import { drawPlan } from './generator.ts';
import { failedSeeds, keepFailedSeed, readRecording, writeRecording } from './kept-seeds.ts';
import type { Recording } from './kept-seeds.ts';
import type { Round } from './game.ts';
import { report } from './report.ts';
import { Sides, TOGETHER } from './sides.ts';
import { playTogether } from './table.ts';

/** RANDOM_SEEDS: how many; RANDOM_SEED: the first. Seeds that once failed are played before. */
const FIRST = Number(process.env.RANDOM_SEED ?? 1);
const COUNT = Number(process.env.RANDOM_SEEDS ?? 500);
const RECORDED_AT_ONCE = 20;
const START_MS = Date.UTC(2030, 0, 1);

const range = (first: number, count: number): number[] => Array.from({ length: count }, (_, index) => first + index);
const inGroups = (seeds: readonly number[]): number[][] => range(0, Math.ceil(seeds.length / TOGETHER)).map((group) => seeds.slice(group * TOGETHER, (group + 1) * TOGETHER));
const title = (seeds: readonly number[]): string => `${seeds.length} seeds from ${seeds[0]!} to ${seeds.at(-1)!}`;

describe('random processes and commands', () => {
  const distribution = findZeebe();
  if ('missing' in distribution) {
    const recording = readRecording();
    for (const seeds of inGroups(Object.keys(recording).map(Number))) {
      it(`${title(seeds)} do what was recorded from Zeebe`, async () => {
        const stage = await openEmbeddedStage(START_MS);
        const played = await play(stage, seeds).finally(() => stage.close());
        for (const [index, seed] of seeds.entries()) {
          const difference = firstDifference(recording[seed]!, played[index]!);
          if (difference !== undefined) throw new Error(report(drawPlan(seed), recording[seed]!, difference));
        }
      }).timeout(120_000);
    }
  } else {
    let zeebe: Stage;
    let sides: Sides;
    const recorded: Record<string, Recording[string]> = {};
    before(async function () {
      this.timeout(120_000);
      zeebe = await openZeebeStage(distribution, { recordsAtOnce: RECORDED_AT_ONCE });
      sides = new Sides(zeebe);
    });
    after(async () => {
      await zeebe.close();
      if (process.env.RANDOM_RECORD) writeRecording(recorded);
    });
    for (const seeds of inGroups([...new Set([...failedSeeds(), ...range(FIRST, COUNT)])])) {
      it(`${title(seeds)} do the same on both engines`, async () => {
        const played = await sides.play(seeds.map(drawPlan));
        const [failure] = played.flatMap(({ plan, zeebe: rounds, embedded }) => {
          recorded[plan.seed] = rounds;
          const difference = firstDifference(rounds, embedded);
          if (difference !== undefined) keepFailedSeed(plan.seed, `${rounds[difference.round]?.command ?? 'end'}: ${difference.zeebe[0] ?? 'nothing'}`);
          return difference === undefined ? [] : [{ plan, rounds, difference }];
        });
        if (failure === undefined) return;
        const { plan, rounds, difference } = await sides.shrink(failure);
        throw new Error(report(plan, rounds, difference));
      }).timeout(600_000);
    }
  }

  it('a seed does the same when it is played again, and when the engine restarts between commands', async () => {
    const seeds = range(1, 12);
    const [once, again, restarted] = [await openEmbeddedStage(START_MS), await openEmbeddedStage(START_MS), await openEmbeddedStage(START_MS)];
    try {
      const expected = await play(once, seeds);
      expect(await play(again, seeds)).to.deep.equal(expected);
      // Nobody waits for a result longer than the engine runs.
      expect(withoutResults(await play(restarted, seeds, () => restarted.restart()))).to.deep.equal(withoutResults(expected));
      expect(expected.flatMap((rounds) => rounds.flatMap(({ seen }) => seen)).length).to.be.greaterThan(1_000);
    } finally {
      for (const stage of [once, again, restarted]) await stage.close();
    }
  }).timeout(120_000);
});

function withoutResults(games: readonly (readonly Round[])[]): Round[][] {
  return games.map((rounds) => rounds.map(({ command, seen }) => ({ command, seen: seen.filter((line) => !line.startsWith('create main and wait →')) })));
}

function play(stage: Stage, seeds: readonly number[], betweenRounds?: () => Promise<void>): ReturnType<typeof playTogether> {
  return playTogether(stage, seeds.map((seed) => ({ name: `r${seed}`, plan: drawPlan(seed) })), START_MS, betweenRounds);
}
