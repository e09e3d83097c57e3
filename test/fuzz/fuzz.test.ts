import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { seededRandom } from '../support/seeded-random.ts';
import { EngineUnderFuzz } from './engine-under-fuzz.ts';
import type { FuzzInput, KeptCase } from './fuzz-case.ts';
import { generators } from './generators.ts';
import { deployCanary, play, Violation } from './play.ts';
import { Progress } from './progress.ts';

/** FUZZ_CASES and FUZZ_SEED make a longer run, or another one. */
const CASES = Number(process.env.FUZZ_CASES ?? 1_200);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const VIOLATIONS_MAX = 10;
const RESIDENT_MB_MAX = 900;
const CASE_MS_MAX = 60_000;

const keptFolder = path.join(import.meta.dirname, 'kept');
const kept = readdirSync(keptFolder).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(readFileSync(path.join(keptFolder, name), 'utf8')) as KeptCase);
const kinds = await generators();

describe(`whatever a client sends, it gets a status and the engine goes on (seed ${SEED})`, () => {
  let engine: EngineUnderFuzz;

  const fresh = async () => {
    engine = await EngineUnderFuzz.start();
    await deployCanary(engine);
  };
  before(fresh);
  after(() => engine.stop());

  for (const { name, showed, input } of kept) {
    it(`kept: ${name} (${showed})`, () => play(engine, input));
  }

  let first = 0;
  for (const [kind, { share, generate }] of Object.entries(kinds)) {
    const count = Math.ceil(CASES * share);
    const from = first;
    first += count;
    it(`${count} of ${kind}`, async () => {
      const violations: string[] = [];
      const progress = new Progress(kind, count);
      for (let i = from; i < from + count && violations.length < VIOLATIONS_MAX; i++) {
        const input = generate(seededRandom(SEED * 1_000_003 + i));
        try {
          await progress.during(i, () => play(engine, input));
        } catch (error) {
          const violation = `case ${i}: ${report(error as Error, input, i)}`;
          violations.push(violation);
          progress.note(violation);
          // What it left behind must not be blamed on the next.
          await engine.stop();
          await fresh();
        }
      }
      progress.stop();
      expect(violations, violations.join('\n')).to.deep.equal([]);
      expect(engine.residentMb).to.be.lessThan(RESIDENT_MB_MAX);
    }).timeout(CASE_MS_MAX + count * 1_000);
  }
});

/** Writes the case down so that it can be kept, and says where. */
function report(error: Error, input: FuzzInput, number: number): string {
  const folder = path.join(tmpdir(), 'takt-fuzz-found');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${SEED}-${number}.json`);
  const showed = error instanceof Violation ? error.message : String(error.stack);
  writeFileSync(file, JSON.stringify({ name: '', showed, input } satisfies KeptCase, null, 2));
  return `${showed.slice(0, 600)} (${file})`;
}
