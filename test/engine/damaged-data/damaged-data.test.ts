import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { DamagedData, openEngine, type LogRecord } from '../../../server/engine/index.ts';
import { projectRoot } from '../../../server/project-root.ts';
import { openStill } from '../../support/still-engine.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { fillDataFolder, LONG_VALUE } from './data-folder.ts';

const PAGE_BYTES = 4096;
const FLIPS = 40;
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);

/** What happened to the data file, and what the engine says. */
const damages: readonly (readonly [what: string, damage: (file: Buffer) => Buffer, refusal: RegExp])[] = [
  ['is empty', () => Buffer.alloc(0), /it is empty/],
  ['is another file', () => Buffer.from('hello\n'.repeat(2_000)), /not a data file of the engine/],
  ['is all zeros', (file) => Buffer.alloc(file.length), /not a data file of the engine/],
  ['ends within its head', (file) => file.subarray(0, 100), /ends within its head/],
  ['ends after its first page', (file) => file.subarray(0, PAGE_BYTES), /ends within its head/],
  ['lacks its second half', (file) => file.subarray(0, file.length / 2), /page \d+ is missing/],
  ['lacks half of the last page that is in use', (file) => file.subarray(0, file.lastIndexOf(LONG_VALUE) + LONG_VALUE.length - PAGE_BYTES / 2), /page \d+ is missing/],
  ['has another format', (file) => changed(file, (copy) => copy.writeUInt32LE(1, 28)), /its format is 1, this engine reads 2/],
  ['has no first head', (file) => changed(file, (copy) => copy.fill(0, 0, PAGE_BYTES)), /not a data file of the engine/],
  ['has no second head', (file) => changed(file, (copy) => copy.fill(0, PAGE_BYTES, 2 * PAGE_BYTES)), /its head is overwritten|not a data file/],
  ['has lost its newest head to an older one', (file) => changed(file, (copy) => copy.writeBigUInt64LE(2n, newestHead(file) + 152)), /two heads are of commits \d+ and \d+/],
  ['has a head that leads elsewhere', (file) => changed(file, (copy) => copy.writeBigUInt64LE(5n, newestHead(file) + 136)), /page 5 is not what it should be|to page 5, which has another use|a table has|page 5/],
];

describe('data that is not what the engine wrote', function () {
  this.timeout(120_000);
  let folder: string;
  let sound: Buffer;
  let records: LogRecord[];
  let made = 0;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'takt-damaged-'));
    const dataDir = path.join(folder, 'sound');
    await fillDataFolder(dataDir);
    records = await read(dataDir);
    sound = readFileSync(path.join(dataDir, 'engine.mdb'));
    expect(sound.length / PAGE_BYTES).to.be.greaterThan(100);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function dataDirWith(file: Buffer): string {
    const dataDir = path.join(folder, String(made++));
    mkdirSync(dataDir);
    writeFileSync(path.join(dataDir, 'engine.mdb'), file);
    return dataDir;
  }

  for (const [what, damage, refusal] of damages)
    it(`is refused when the file ${what}, and left as it is`, async () => {
      const damaged = damage(sound);
      const dataDir = dataDirWith(damaged);
      const failure: unknown = await openEngine({ dataDir }).then(() => undefined, (error: unknown) => error);
      expect(failure).to.be.instanceOf(DamagedData);
      const { message } = failure as DamagedData;
      expect(message).to.match(refusal).and.to.contain(path.join(dataDir, 'engine.mdb')).and.to.contain('restore a backup').and.not.to.contain('\n');
      expect(readFileSync(path.join(dataDir, 'engine.mdb')).equals(damaged)).to.equal(true);
    });

  it('is refused wherever a page that is needed is zeroed or exchanged for another, and whole where it is not', async () => {
    let refused = 0;
    for (let page = 2; page < lastPage(sound); page += 4) {
      const zeroed = dataDirWith(changed(sound, (copy) => copy.fill(0, page * PAGE_BYTES, (page + 1) * PAGE_BYTES)));
      const swapped = dataDirWith(changed(sound, (copy) => sound.copy(copy, page * PAGE_BYTES, (page - 1) * PAGE_BYTES, page * PAGE_BYTES)));
      for (const dataDir of [zeroed, swapped]) {
        const found = await read(dataDir).catch((error: unknown) => error);
        if (found instanceof DamagedData) refused++;
        else if (!isInLongValue(sound, page)) expect(found, `page ${page}`).to.deep.equal(records);
        rmSync(dataDir, { recursive: true });
      }
    }
    expect(refused).to.be.greaterThan(20);
  });

  it('never takes the process with it, whatever bit is wrong', () => {
    const random = seededRandom(seed);
    const dataDirs = Array.from({ length: FLIPS }, () => dataDirWith(changed(sound, (copy) => {
      const at = Math.floor(random() * copy.length);
      // Most bits lie in values; those of the heads of pages matter more.
      const offset = random() < 0.6 ? at - (at % PAGE_BYTES) + Math.floor(random() * 160) : at;
      copy[offset]! ^= 1 << Math.floor(random() * 8);
    })));
    const opened = spawnSync(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'open-all.ts'), ...dataDirs], { cwd: projectRoot(), encoding: 'utf8' });
    expect(opened.signal, `CHAOS_SEED=${seed}\n${opened.stdout}\n${opened.stderr}`).to.equal(null);
    expect(opened.stdout.trim().split('\n'), opened.stderr).to.have.length(FLIPS);
  });

  it('is named where it is only found when it is read', async () => {
    const at = sound.indexOf('"PROCESS_INSTANCE"');
    const dataDir = dataDirWith(changed(sound, (copy) => copy.write('\n', at)));
    const failure: unknown = await read(dataDir).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(DamagedData);
    expect((failure as DamagedData).message).to.contain('records cannot be read').and.to.contain('restore a backup');
  });

  it('does not come from a lock file that a killed engine left, or from one that is no lock file', async () => {
    for (const lock of [Buffer.alloc(0), Buffer.from('garbage'.repeat(1_000)), Buffer.alloc(8_272, 0xff)]) {
      const dataDir = dataDirWith(sound);
      writeFileSync(path.join(dataDir, 'engine.mdb-lock'), lock);
      expect(await read(dataDir)).to.deep.equal(records);
    }
  });

  it('does not come from an engine that was killed while it made its file', async () => {
    const dataDir = path.join(folder, 'half-made');
    mkdirSync(dataDir);
    writeFileSync(path.join(dataDir, 'engine.mdb.new'), 'half');
    expect(await read(dataDir)).to.deep.equal([]);
    expect(existsSync(path.join(dataDir, 'engine.mdb.new'))).to.equal(false);
  });

  it('ends `npm run engine` with one line', () => {
    const dataDir = dataDirWith(sound.subarray(0, sound.length / 2));
    const ended = spawnSync(process.execPath, ['dist/server/engine-main.js', '--port', '0', '--rest-port', '0', '--data', dataDir], { cwd: projectRoot(), encoding: 'utf8' });
    expect(ended.status).to.equal(1);
    expect(ended.stderr.trim().split('\n'), ended.stderr).to.have.length(1);
    expect(ended.stderr).to.contain(`--data=${dataDir}`).and.to.contain('is damaged').and.to.contain('restore a backup');
  });

  it('is read again from a copy that was made in time', async () => {
    const dataDir = dataDirWith(sound.subarray(0, sound.length / 2));
    copyFileSync(path.join(folder, 'sound', 'engine.mdb'), path.join(dataDir, 'engine.mdb'));
    expect(await read(dataDir)).to.deep.equal(records);
  });
});

async function read(dataDir: string): Promise<LogRecord[]> {
  const engine = await openStill(dataDir);
  try {
    return engine.records(0, 1_000_000);
  } finally {
    await engine.close();
  }
}

function changed(file: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(file);
  change(copy);
  return copy;
}

/** Of the two heads, the one of the later commit; its byte in the file. */
function newestHead(file: Buffer): number {
  return file.readBigUInt64LE(152) > file.readBigUInt64LE(PAGE_BYTES + 152) ? 0 : PAGE_BYTES;
}

function lastPage(file: Buffer): number {
  return Number(file.readBigUInt64LE(newestHead(file) + 144)) + 1;
}

/** Inside of a long value nothing is known of what should be there. */
function isInLongValue(file: Buffer, page: number): boolean {
  return Number(file.readBigUInt64LE(page * PAGE_BYTES)) !== page;
}
