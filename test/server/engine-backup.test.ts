import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { projectRoot } from '../../server/project-root.ts';
import { startEngineProcess, type EngineProcess } from '../support/engine-process.ts';
import { openStill } from '../support/still-engine.ts';
import { openWire, type Wire } from '../support/wire.ts';
import { eventually } from '../support/eventually.ts';

const run = promisify(execFile);
const backUp = (dataDir: string, file: string) =>
  run(process.execPath, ['dist/server/engine-main.js', '--data', dataDir, '--backup-to', file], { cwd: projectRoot() });

describe('a backup of the engine', function () {
  this.timeout(60_000);
  let folder: string;
  let engine: EngineProcess | undefined;
  let wire: Wire | undefined;
  beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'takt-backup-')); });
  afterEach(async () => {
    wire?.close();
    await engine?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('made while it works has all that was acknowledged before, and is an engine\'s data again', async () => {
    const dataDir = path.join(folder, 'engine');
    engine = await startEngineProcess(dataDir).ready();
    wire = openWire(engine.grpcAddress, engine.restAddress);
    const acknowledged: string[] = [];
    let working = true;
    const load = Promise.all(Array.from({ length: 8 }, async () => {
      while (working) acknowledged.push((await wire!.ask<{ key: string }>('BroadcastSignal', { signalName: 'signal', variables: `{"load":"${'x'.repeat(3_000)}"}` })).key);
    }));
    await eventually('some load', () => Promise.resolve(acknowledged.length > 200));
    const before = [...acknowledged];
    await backUp(dataDir, path.join(folder, 'backup.mdb'));
    const during = acknowledged.length;
    await eventually('the load to go on', () => Promise.resolve(acknowledged.length > during));
    working = false;
    await load;

    const restored = path.join(folder, 'restored');
    mkdirSync(restored);
    copyFileSync(path.join(folder, 'backup.mdb'), path.join(restored, 'engine.mdb'));
    const still = await openStill(restored);
    const records = still.records(0, 1_000_000);
    await still.close();
    expect(records.map(({ position }) => position)).to.deep.equal(records.map((_, i) => i + 1));
    expect(records.filter(({ recordType }) => recordType === 'EVENT').map(({ key }) => key)).to.include.members(before);
    const again = await startEngineProcess(restored).ready();
    const client = openWire(again.grpcAddress, again.restAddress);
    const { key } = await client.ask<{ key: string }>('BroadcastSignal', { signalName: 'signal', variables: '{}' });
    client.close();
    await again.kill();
    expect(Number(key)).to.be.greaterThan(Number(before.at(-1)));
  });

  it('is refused where a file would be overwritten, and where there is nothing to back up', async () => {
    const dataDir = path.join(folder, 'engine');
    const file = path.join(folder, 'backup.mdb');
    const refusal = (dir: string, to: string) => backUp(dir, to).then(() => '', (error: unknown) => (error as { stderr: string }).stderr);
    expect(await refusal(dataDir, file)).to.match(/^No backup was made: there is no \S+engine\.mdb to back up\n$/);
    expect(existsSync(dataDir)).to.equal(false);
    engine = await startEngineProcess(dataDir).ready();
    writeFileSync(file, 'precious');
    expect(await refusal(dataDir, file)).to.match(/^No backup was made: \S+backup\.mdb exists already: choose another name\n$/);
  });
});
