import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { DamagedData, openEngine, type Engine, type LogRecord } from '../../../server/engine/index.ts';
import { openStill } from '../../support/still-engine.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const BLOCK_BYTES = 4_096;
const COMMITS = 12;
const FLIPS = 60;
const JOURNAL = 'engine.journal-1';
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);

/** What happened to the first journal file of an engine that was killed, and what the next one says. */
const damages: readonly (readonly [what: string, damage: (file: Buffer) => Buffer | undefined, refusal: RegExp])[] = [
  ['is missing', () => undefined, /it is missing/],
  ['is empty', () => Buffer.alloc(0), /it ends early/],
  ['ends early', (file) => file.subarray(0, file.length / 2), /it ends early/],
  ['is all zeros', (file) => Buffer.alloc(file.length), /it is not the one that the data was left with/],
  ['has lost a commit in the middle', (file) => zeroed(file, 5), /commit 5 is missing/],
  ['has lost its first commits', (file) => zeroed(zeroed(zeroed(file, 0), 1), 2), /commit 1 is missing/],
];

describe(`the journal of an engine that was killed (CHAOS_SEED=${seed})`, function () {
  this.timeout(60_000);
  let folder: string;
  let left: string;
  let records: LogRecord[];

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'takt-journal-'));
    left = path.join(folder, 'left');
    records = await leaveBehind(left);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** A copy of what was left, with another first journal file. */
  function leftWith(file: Buffer | undefined): string {
    const dataDir = mkdtempSync(path.join(folder, 'run-'));
    cpSync(left, dataDir, { recursive: true });
    if (file === undefined) rmSync(path.join(dataDir, JOURNAL));
    else writeFileSync(path.join(dataDir, JOURNAL), file);
    return dataDir;
  }

  const sound = () => readFileSync(path.join(left, JOURNAL));

  it('is written to the data when the next one starts, however often that is killed', async () => {
    const dataDir = leftWith(sound());
    for (let start = 0; start < 3; start++) {
      const engine = await openStill(dataDir);
      const copy = mkdtempSync(path.join(folder, 'killed-'));
      cpSync(dataDir, copy, { recursive: true });
      expect(engine.records(0, 1_000)).to.deep.equal(records);
      await engine.close();
      expect(await read(copy)).to.deep.equal(records);
    }
  });

  for (const [what, damage, refusal] of damages)
    it(`is refused when it ${what}, and left as it is`, async () => {
      const file = damage(sound());
      const dataDir = leftWith(file);
      const failure: unknown = await openEngine({ dataDir }).then(() => undefined, (error: unknown) => error);
      expect(failure).to.be.instanceOf(DamagedData);
      const { message } = failure as DamagedData;
      expect(message).to.match(refusal).and.to.contain(path.join(dataDir, JOURNAL)).and.to.contain('restore a backup').and.not.to.contain('\n');
      if (file !== undefined) expect(readFileSync(path.join(dataDir, JOURNAL)).equals(file)).to.equal(true);
    });

  it('is refused when it is that of other data', async () => {
    const others = path.join(folder, 'others');
    await leaveBehind(others);
    const failure: unknown = await openEngine({ dataDir: leftWith(readFileSync(path.join(others, JOURNAL))) }).catch((error: unknown) => error);
    expect((failure as DamagedData).message).to.contain('it is not the one that the data was left with');
  });

  it('may end in a commit that is not whole, which nobody was told of', async () => {
    const file = sound();
    file.fill(0xff, COMMITS * BLOCK_BYTES + 100, COMMITS * BLOCK_BYTES + 150);
    const found = await read(leftWith(file));
    expect(found).to.deep.equal(records.slice(0, found.length));
    expect(new Set(found.map(({ sourceRecordPosition }) => sourceRecordPosition)).size).to.equal(COMMITS);
  });

  it('gives all up to the last commit, or is refused, whatever bit is wrong', async () => {
    const random = seededRandom(seed);
    for (let i = 0; i < FLIPS; i++) {
      const file = sound();
      const at = Math.floor(random() * (COMMITS + 2) * BLOCK_BYTES);
      file[at - (random() < 0.5 ? at % BLOCK_BYTES : 0)]! ^= 1 << Math.floor(random() * 8);
      const found = await read(leftWith(file)).catch((error: unknown) => error);
      if (found instanceof DamagedData) continue;
      expect(found).to.deep.equal(records.slice(0, (found as LogRecord[]).length));
      expect((found as LogRecord[]).length).to.be.at.least(records.length - 2);
    }
  });
});

/** What an engine has on its disk that is killed after some commits of one command each. */
async function leaveBehind(dataDir: string): Promise<LogRecord[]> {
  const working = `${dataDir}-working`;
  const engine = await openEngine({ dataDir: working });
  for (let n = 1; n <= COMMITS; n++) await signal(engine, n);
  cpSync(working, dataDir, { recursive: true });
  const records = engine.records(0, 1_000);
  await engine.close();
  return records;
}

function signal(engine: Engine, n: number): Promise<unknown> {
  return engine.submit({ valueType: 'SIGNAL', intent: 'BROADCAST', value: { signalName: `signal-${n}`, variables: '{}' } });
}

async function read(dataDir: string): Promise<LogRecord[]> {
  const engine = await openStill(dataDir);
  try {
    return engine.records(0, 1_000);
  } finally {
    await engine.close();
  }
}

/** The commit of this number is a block: so short are they. */
function zeroed(file: Buffer, commit: number): Buffer {
  return Buffer.from(file).fill(0, commit * BLOCK_BYTES, (commit + 1) * BLOCK_BYTES);
}
