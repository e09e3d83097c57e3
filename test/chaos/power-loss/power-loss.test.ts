import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { LogRecord } from '../../../server/engine/index.ts';
import { projectRoot } from '../../../server/project-root.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { openStill } from '../../support/still-engine.ts';
import { readDiskTrace, STRACE_FLAGS, type DiskEvent } from './disk-trace.ts';

const COMMANDS = 120;
const CUTS = 100;
/** Disks write whole sectors. */
const SECTOR_BYTES = 512;
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);

/**
 * SIGKILL leaves the system's memory alone, a power cut does not. So the engine's writes and syncs are recorded, and the disk is put together as
 * a cut could have left it: all that was synced, and of the rest some sectors, in any order.
 */
describe(`the engine's data after a power cut (CHAOS_SEED=${seed})`, function () {
  this.timeout(120_000);
  const random = seededRandom(seed);
  let folder: string;
  let events: DiskEvent[];

  before(function () {
    if (!canTrace()) this.skip();
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'takt-power-')));
    const [trace, dataDir] = [path.join(folder, 'trace'), path.join(folder, 'data')];
    const submitter = path.join(import.meta.dirname, 'submitter.ts');
    execFileSync('strace', ['-o', trace, ...STRACE_FLAGS, process.execPath, '--import', 'tsx', submitter, dataDir, String(COMMANDS)], { cwd: projectRoot(), stdio: 'ignore' });
    events = readDiskTrace(trace, dataDir);
  });
  after(() => { if (folder !== undefined) rmSync(folder, { recursive: true, force: true }); });

  it('holds every command that was answered, at whatever moment the power fails', async () => {
    const answers = events.flatMap((event) => (event.kind === 'answer' ? [event.n] : []));
    expect(answers).to.have.length(COMMANDS);
    for (let i = 0; i < CUTS; i++) {
      const cut = opened() + Math.floor(random() * (events.length + 1 - opened()));
      const dataDir = path.join(folder, `cut-${i}`);
      writeDisk(dataDir, events.slice(0, cut), random);
      const records = await read(dataDir);
      expect(records.map(({ position }) => position), `positions after ${cut} of ${events.length} events`).to.deep.equal(records.map((_, n) => n + 1));
      expect(lost(events.slice(0, cut), records), `answered and lost after ${cut} of ${events.length} events`).to.deep.equal([]);
      rmSync(dataDir, { recursive: true });
    }
  });

  it('turns over to the other journal file, and back, while it is recorded', () => {
    const used = events.flatMap((event, i) => (event.kind === 'write' && event.file.startsWith('engine.journal') && i > opened() ? [event.file] : []));
    expect(used.filter((file, i) => file !== used[i - 1]).length).to.be.at.least(3);
  });

  it('would be lost if the engine did not sync', async () => {
    const made = opened();
    const withoutSyncs = [...events.slice(0, made), ...events.slice(made).filter(({ kind }) => kind !== 'sync').map((event) => (event.kind === 'write' ? { ...event, synced: false } : event))];
    const dataDir = path.join(folder, 'without-syncs');
    writeDisk(dataDir, withoutSyncs, () => 1);
    expect(lost(withoutSyncs, await read(dataDir))).to.have.length(COMMANDS);
  });

  /** Where the files are there. */
  function opened(): number {
    return events.findIndex(({ kind }) => kind === 'answer') - 10;
  }
});

/** Answered, and not among the records. */
function lost(events: readonly DiskEvent[], records: readonly LogRecord[]): number[] {
  const kept = new Set(records.filter(({ recordType }) => recordType === 'EVENT').map(({ value }) => (value as { signalName: string }).signalName));
  return events.flatMap((event) => (event.kind === 'answer' && !kept.has(`signal-${event.n}`) ? [event.n] : []));
}

async function read(dataDir: string): Promise<LogRecord[]> {
  const engine = await openStill(dataDir);
  try {
    return engine.records(0, 100_000);
  } finally {
    await engine.close();
  }
}

/** The files as the power cut leaves them: what was not synced may be there or not, sector by sector. */
function writeDisk(dataDir: string, events: readonly DiskEvent[], random: () => number): void {
  mkdirSync(dataDir);
  const lastSync = new Map(events.flatMap((event, i) => (event.kind === 'sync' ? [[event.file, i]] : [])));
  const disk = new Map<string, Buffer>();
  for (const [i, event] of events.entries()) {
    if (event.kind !== 'write') continue;
    const certain = i < (lastSync.get(event.file) ?? -1) || event.synced;
    const chance = random();
    let file = disk.get(event.file) ?? Buffer.alloc(0);
    for (let at = 0; at < event.bytes.length;) {
      const size = Math.min(event.bytes.length - at, SECTOR_BYTES - ((event.offset + at) % SECTOR_BYTES));
      if (certain || random() < chance) {
        const end = event.offset + at + size;
        if (end > file.length) file = Buffer.concat([file, Buffer.alloc(event.offset + event.bytes.length - file.length)], end);
        event.bytes.copy(file, event.offset + at, at, at + size);
      }
      at += size;
    }
    disk.set(event.file, file);
  }
  for (const [name, bytes] of disk) writeFileSync(path.join(dataDir, name), bytes);
}

/** Needs Linux with strace, and to be let trace. */
function canTrace(): boolean {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
