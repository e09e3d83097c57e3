import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../server/project-root.ts';
import { PlantClient } from '../story/plant-client.ts';
import { freePort } from '../support/free-port.ts';
import { startTakt } from '../support/takt.ts';

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

describe('npm start', function () {
  this.timeout(120_000);
  let folder: string;
  let taken: Server;
  let takenPort: string;

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'takt-start-'));
    taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    takenPort = String((taken.address() as AddressInfo).port);
  });
  after(() => {
    taken.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(env: Record<string, string>, entry = 'main.js', args: string[] = []): Promise<Ended> {
    const free = Object.fromEntries(await Promise.all(['PORT', 'ENGINE_PORT', 'ENGINE_REST_PORT', 'MQTT_PORT'].map(async (name) => [name, String(await freePort())])));
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    const child = spawn(process.execPath, [path.join(projectRoot(), 'dist/server', entry), ...args], {
      env: { ...inherited, ...free, DATA_DIR: mkdtempSync(path.join(folder, 'data-')), ...env }, stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    return new Promise((resolve) => child.once('exit', (code) => resolve({ code, stderr })));
  }

  for (const setting of ['PORT', 'ENGINE_PORT', 'ENGINE_REST_PORT', 'MQTT_PORT'])
    it(`names ${setting} when its port is in use`, async () => {
      const { code, stderr } = await start({ [setting]: takenPort });
      expect(code).to.equal(1);
      expect(stderr.trimEnd().split('\n'), stderr).to.have.length(1);
      expect(stderr).to.contain(`${setting}=${takenPort}`).and.to.contain('in use');
    });

  it('names the engine\'s data when it is damaged, and what to do', async () => {
    const dataDir = mkdtempSync(path.join(folder, 'data-'));
    mkdirSync(path.join(dataDir, 'engine'));
    writeFileSync(path.join(dataDir, 'engine/engine.mdb'), 'not what the engine wrote');
    const { code, stderr } = await start({ DATA_DIR: dataDir });
    expect(code).to.equal(1);
    expect(stderr.trimEnd().split('\n'), stderr).to.have.length(1);
    expect(stderr).to.contain(`DATA_DIR=${dataDir}`).and.to.contain('engine.mdb is damaged').and.to.contain('restore a backup');
  });

  it('names DATA_DIR when it is a file', async () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    const { code, stderr } = await start({ DATA_DIR: file });
    expect(code).to.equal(1);
    expect(stderr.trimEnd().split('\n'), stderr).to.have.length(1);
    expect(stderr).to.contain(`DATA_DIR=${file}`);
  });

  it('names a wrong setting', async () => {
    const { code, stderr } = await start({ ESCALATE_AFTER: 'soon' });
    expect(code).to.equal(1);
    expect(stderr.trimEnd().split('\n'), stderr).to.have.length(1);
    expect(stderr).to.contain('ESCALATE_AFTER="soon"');
  });

  it('names DATABASE_URL, without its password, when no database answers', async () => {
    const { code, stderr } = await start({ DATABASE_URL: `mysql://takt:hidden-word@127.0.0.1:${await freePort()}/takt` });
    expect(code).to.equal(1);
    expect(stderr.trimEnd().split('\n'), stderr).to.have.length(1);
    expect(stderr).to.contain('DATABASE_URL=').and.not.to.contain('hidden-word');
  });

  it('names the engine\'s port in `npm run engine`', async () => {
    const { code, stderr } = await start({}, 'engine-main.js', ['--port', takenPort, '--rest-port', '0', '--data', path.join(folder, 'engine')]);
    expect(code).to.equal(1);
    expect(stderr).to.contain(`--port=${takenPort}`);
  });

  it('starts an empty plant with one admin and without simulation', async () => {
    const takt = await startTakt({ env: { TAKT_DEMO: '0', TAKT_ADMIN_PASSWORD: 'a-long-enough-one' } });
    try {
      const admin = await PlantClient.signIn(takt.url, 'admin', 'a-long-enough-one');
      expect(await admin.get('/api/orders')).to.have.property('items').that.deep.equals([]);
      const health = (await (await fetch(`${takt.url}/api/health`)).json()) as { parts: Record<string, { status: string }> };
      expect(health.parts.simulation!.status).to.equal('off');
      expect(await admin.refused('GET', '/api/demo')).to.have.property('status', 404);
      expect(takt.output()).not.to.contain('takt-planner');
    } finally {
      await takt.dispose();
    }
  });
});
