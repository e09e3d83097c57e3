import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import type { ServiceError } from '@grpc/grpc-js';
import { startEngineHost } from '../../server/engine-host.ts';
import { openEngine, OutOfDiskSpace } from '../../server/engine/index.ts';
import { startEngineProcess, type EngineProcess } from '../support/engine-process.ts';
import { eventually } from '../support/eventually.ts';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.ts';
import { openStill } from '../support/still-engine.ts';
import { startTakt } from '../support/takt.ts';
import { openWire, type Wire } from '../support/wire.ts';

const RESOURCE_EXHAUSTED = 8;
/** What real Zeebe 8.5.8 answered when the free space of its disk fell below its limit. */
const OUT_OF_SPACE = 'Cannot accept requests for partition 1. Broker is out of disk space';

const LARGE = JSON.stringify({ load: 'x'.repeat(100_000) });

const healthOf = async (wire: Wire) => (await wire.ask<{ brokers: { partitions: { health: string }[] }[] }>('Topology', {})).brokers[0]!.partitions[0]!.health;

/**
 * The engine looks at its disk once a second, so it has to be filled and written between two looks; where it looks in time, once more. What it took
 * before such a look waits for space, or for its deadline.
 */
async function fillAtOnce(disk: SmallDisk, wire: Wire, write: () => Promise<unknown>, over: () => boolean): Promise<void> {
  await eventually('the engine to find the disk full', async () => {
    if (over()) return true;
    if (await healthOf(wire) !== 'HEALTHY') return false;
    disk.fill();
    let answered = false;
    const written = write().finally(() => (answered = true));
    await eventually('the answers, or the engine to notice', async () => answered || await healthOf(wire) !== 'HEALTHY');
    disk.free();
    await written;
    return false;
  });
}

describe('an engine whose disk has less free space than it wants', () => {
  let dataDir: string;
  beforeEach(() => { dataDir = mkdtempSync(path.join(tmpdir(), 'takt-space-')); });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('takes no commands, says why once, and goes on after it was opened with space', async () => {
    const said: string[] = [];
    const engine = await openEngine({ dataDir, freeDiskMinMb: Number.MAX_SAFE_INTEGER, log: (level, message) => said.push(`${level} ${message}`) });
    const signal = { valueType: 'SIGNAL', intent: 'BROADCAST', value: { signalName: 'signal', variables: '{}' } } as const;
    for (let i = 0; i < 3; i++) expect(await engine.submit(signal).catch((error: unknown) => error)).to.be.instanceOf(OutOfDiskSpace);
    expect(engine.healthy).to.equal(false);
    expect(engine.lastPosition).to.equal(0);
    expect(said).to.have.length(1);
    expect(said[0]).to.match(/^error the engine takes no commands: \d+ MB are free where \S+engine\.mdb is, \d+ MB are needed$/);
    await engine.close();
    const again = await openEngine({ dataDir });
    expect((await again.submit(signal)).kind).to.equal('event');
    await again.close();
  });
});

describe('an engine on a disk that fills up', function () {
  this.timeout(60_000);
  let disk: SmallDisk;
  let engine: EngineProcess | undefined;
  let wire: Wire;
  let sent = 0;
  beforeEach(async function () {
    const mounted = mountSmallDisk(200);
    if (mounted === undefined) return this.skip();
    disk = mounted;
    engine = await startEngineProcess(path.join(disk.folder, 'engine')).ready();
    wire = openWire(engine.grpcAddress, engine.restAddress);
    await signal();
  });
  afterEach(async () => {
    if (engine === undefined) return;
    wire.close();
    await engine.kill();
    disk.dispose();
  });

  const signal = async (variables = '{}') => {
    const n = ++sent;
    await wire.ask('BroadcastSignal', { signalName: `signal-${n}`, variables });
    return n;
  };
  const refusal = (call: string, request: object) => wire.ask(call, request).then(() => undefined, ({ code, details }: ServiceError) => ({ code, details }));
  const health = () => healthOf(wire);
  const kept = async () => {
    const still = await openStill(path.join(disk.folder, 'engine'));
    const names = still.records(0, 100_000).filter(({ recordType }) => recordType === 'EVENT').map(({ value }) => (value as { signalName: string }).signalName);
    await still.close();
    return names;
  };

  it('refuses clients as Zeebe does before it is full, and goes on by itself when there is space', async () => {
    expect(await health()).to.equal('HEALTHY');
    disk.fill(100);
    await eventually('it to notice', async () => await health() === 'UNHEALTHY');
    expect(await refusal('BroadcastSignal', { signalName: 'signal' })).to.deep.equal({ code: RESOURCE_EXHAUSTED, details: OUT_OF_SPACE });
    expect(await refusal('CreateProcessInstance', { bpmnProcessId: 'x', version: -1 })).to.deep.equal({
      code: RESOURCE_EXHAUSTED,
      details: 'Expected to execute the command on one of the partitions, but all failed; there are no more partitions available to retry. '
        + 'Please try again. If the error persists contact your zeebe operator',
    });
    const poll = await wire.all('ActivateJobs', { type: 'x', worker: 'w', timeout: 1_000, maxJobsToActivate: 1, requestTimeout: -1 }).catch((error: unknown) => error as ServiceError);
    expect(poll).to.deep.include({
      code: RESOURCE_EXHAUSTED, details: "Expected to activate jobs of type 'x', but no jobs available and at least one broker returned 'RESOURCE_EXHAUSTED'. Please try again later.",
    });
    const { message } = await wire.post('/v1/user-tasks/2251799813685249/completion', {}).then(() => new Error('accepted'), (error: unknown) => error as Error);
    expect(JSON.parse(message)).to.deep.include({ status: 429, title: 'RESOURCE_EXHAUSTED', detail: OUT_OF_SPACE });
    disk.free();
    await eventually('it to go on', async () => await health() === 'HEALTHY');
    await signal();
    expect(engine!.output().split('\n').filter((line) => /^(error|warn)/.test(line))).to.have.length(2);
  });

  it('that is full from one moment to the next ends with one line, and keeps what it acknowledged', async () => {
    const acknowledged: number[] = [];
    let over = false;
    void engine!.ended.then(() => (over = true));
    await fillAtOnce(disk, wire, () => Promise.allSettled(Array.from({ length: 50 }, () => signal(LARGE).then((n) => acknowledged.push(n)))), () => over);
    expect(await engine!.ended).to.equal(1);
    expect(engine!.output()).to.match(/^The engine cannot write its data in \S+ \((No space left on device|Input\/output error)\) and has stopped\. All that was acknowledged is kept\. .*$/m);
    await engine!.kill();
    expect(await kept()).to.include.members(acknowledged.map((n) => `signal-${n}`));
    engine = await startEngineProcess(path.join(disk.folder, 'engine')).ready();
    wire.close();
    wire = openWire(engine.grpcAddress, engine.restAddress);
    await signal();
  });

  it('cannot start on a disk that is read-only or full, and says so in a line', async () => {
    await engine!.kill();
    disk.fill();
    const full = await startEngineProcess(path.join(disk.folder, 'another')).ready().catch((error: unknown) => (error as Error).message);
    expect(full).to.match(/\nThe engine cannot start: the disk is full \(ENOSPC, --data=\S+another\)\. Make space, or choose another folder with --data\.\n$/);
    disk.free();
    disk.remountReadOnly();
    const readOnly = await startEngineProcess(path.join(disk.folder, 'engine')).ready().catch((error: unknown) => (error as Error).message);
    expect(readOnly).to.match(/\nThe engine cannot be opened \(EROFS, --data=\S+engine\): make the folder writable or choose another one with --data\.\n$/);
  });

  it('whose folder goes away takes no commands, until the folder is back', async () => {
    const [there, away] = [path.join(disk.folder, 'engine'), path.join(disk.folder, 'away')];
    renameSync(there, away);
    mkdirSync(there);
    await eventually('it to notice', async () => await health() === 'UNHEALTHY');
    expect(await refusal('BroadcastSignal', { signalName: 'signal' })).to.deep.equal({ code: RESOURCE_EXHAUSTED, details: OUT_OF_SPACE });
    expect(engine!.output()).to.match(/^error: the engine takes no commands: \S+engine\.mdb was removed or replaced; put it back/m);
    rmSync(there, { recursive: true });
    renameSync(away, there);
    await eventually('it to go on', async () => await health() === 'HEALTHY');
    await signal();
  });
});

describe('the engine in a thread of its own, on a disk that is full', function () {
  this.timeout(60_000);

  it('ends the thread with the reason', async function () {
    const disk = mountSmallDisk(200);
    if (disk === undefined) return this.skip();
    const host = await startEngineHost({ dataDir: path.join(disk.folder, 'engine'), host: '127.0.0.1', grpcPort: 0, restPort: 0 });
    const wire = openWire(`127.0.0.1:${host.grpcPort}`, `http://127.0.0.1:${host.restPort}`);
    try {
      const exited = new Promise<Error>((resolve) => host.onExit(resolve));
      let over = false;
      void exited.then(() => (over = true));
      await fillAtOnce(disk, wire, () => Promise.allSettled(Array.from({ length: 50 }, () => wire.ask('BroadcastSignal', { signalName: 'signal', variables: LARGE }))), () => over);
      expect(await exited).to.include({ name: 'EngineFailure' });
      expect((await exited).message).to.match(/^The engine cannot write its data in \S+engine \((No space left on device|Input\/output error)\) and has stopped\. .*$/);
    } finally {
      wire.close();
      await host.close();
      disk.dispose();
    }
  });
});

describe('a plant on a disk that fills up', function () {
  this.timeout(120_000);

  it('shows it in its health and in its log, and goes on when there is space', async function () {
    const disk = mountSmallDisk(400);
    if (disk === undefined) return this.skip();
    const takt = await startTakt({ dataDir: path.join(disk.folder, 'data'), env: { TAKT_DEMO: '0', TAKT_ADMIN_PASSWORD: 'a long enough password' } });
    try {
      const health = async () => {
        const response = await fetch(`${takt.url}/api/health`);
        return { status: response.status, engine: ((await response.json()) as { parts: Record<string, { status: string; detail?: string }> }).parts.engine! };
      };
      expect(await health()).to.deep.include({ status: 200 });
      disk.fill(300);
      const full = await eventually('the plant to notice', async () => {
        const now = await health();
        return now.status === 503 ? now : undefined;
      });
      expect(full.engine).to.deep.equal({ status: 'down', detail: 'partition 1 takes no commands: most often its disk is full; the engine\'s log says why' });
      expect(takt.output()).to.match(/the engine takes no commands: \d+ MB are free where \S+engine\.mdb is, 128 MB are needed/);
      disk.free();
      await eventually('the plant to go on', async () => (await health()).status === 200);
    } finally {
      await takt.dispose();
      disk.dispose();
    }
  });
});
