import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { TestAuthority } from '../support/certificates.ts';
import { eventually } from '../support/eventually.ts';

const MAIN = path.resolve(import.meta.dirname, '../../server/engine-main.ts');

describe('npm run engine', function () {
  // Each start compiles the sources.
  this.timeout(60_000);
  let folder: string;
  const running: ChildProcess[] = [];
  beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'takt-engine-')); });
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  function run(...args: string[]) {
    const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    running.push(child);
    const said = { out: '', error: '' };
    child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said.error += chunk.toString()));
    return { child, said, exit: once(child, 'close').then(([code]) => code as number | null) };
  }

  /** Refused: one line on standard error, exit code 1. */
  async function refusal(...args: string[]): Promise<string> {
    const { exit, said } = run(...args);
    expect(await exit).to.equal(1);
    expect(said.error.trim().split('\n')).to.have.length(1);
    return said.error;
  }

  it('serves until Ctrl-C, and again from the same folder', async () => {
    for (let round = 0; round < 2; round++) {
      const { child, said, exit } = run('--port', '0', '--rest-port', '0', '--data', folder);
      const address = await eventually('the engine', () => Promise.resolve(/Engine ready: .*REST (http:\S+),/.exec(said.out)?.[1]));
      expect((await fetch(`${address}/v1/topology`)).status).to.equal(200);
      child.kill('SIGINT');
      expect(await exit).to.equal(0);
      expect(said.error).to.equal('');
    }
  });

  it('names a port that is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    try {
      expect(await refusal('--port', port, '--rest-port', '0', '--data', folder)).to.contain(`--port=${port}`).and.to.contain('in use');
      expect(await refusal('--port', '0', '--rest-port', port, '--data', folder)).to.contain(`--rest-port=${port}`).and.to.contain('in use');
    } finally {
      other.close();
    }
  });

  it('names a folder that cannot be one', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    expect(await refusal('--port', '0', '--rest-port', '0', '--data', path.join(file, 'below'))).to.contain(file);
  });

  it('leaves a folder alone in which another engine works', async () => {
    const { said } = run('--port', '0', '--rest-port', '0', '--data', folder);
    await eventually('the engine', () => Promise.resolve(said.out.includes('Engine ready')));
    expect(await refusal('--port', '0', '--rest-port', '0', '--data', folder)).to.contain(folder).and.to.contain('another engine');
  });

  it('listens beyond loopback only where it can tell who calls, and says what to give it', async () => {
    expect(await refusal('--host', '0.0.0.0', '--data', folder)).to.contain('--host=0.0.0.0').and.to.contain('--token-file').and.to.contain('--tls-client-ca');
    expect(await refusal('--tls-cert', '/nowhere.crt', '--tls-key', '/nowhere.key', '--port', '0', '--rest-port', '0', '--data', folder)).to.contain('/nowhere.crt').and.to.contain('--tls-cert');
    const tokens = path.join(folder, 'tokens');
    writeFileSync(tokens, 'a-token-of-this-plant\n');
    const { cert, key } = new TestAuthority(folder).sign('server');
    const { said } = run('--host', '0.0.0.0', '--token-file', tokens, '--tls-cert', cert, '--tls-key', key, '--port', '0', '--rest-port', '0', '--data', path.join(folder, 'engine'));
    const port = await eventually('the engine', () => Promise.resolve(/Engine ready: .*REST https:\/\/0\.0\.0\.0:(\d+),/.exec(said.out)?.[1]));
    const status = (headers: object) => new Promise((resolve, reject) => {
      request(`https://127.0.0.1:${port}/v1/topology`, { ca: readFileSync(path.join(folder, 'authority.crt')), headers: { ...headers } }, (response) => resolve(response.resume().statusCode)).on('error', reject).end();
    });
    expect([await status({}), await status({ authorization: 'Bearer a-token-of-this-plant' })]).to.deep.equal([401, 200]);
  });

  it('names an argument that it does not know, and a port that is none', async () => {
    expect(await refusal('--prot', '1')).to.contain('--prot').and.to.contain('Usage: ');
    expect(await refusal('--port', 'abc')).to.contain('--port is "abc"');
  });
});
