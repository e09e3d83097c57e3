import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { readGatewayAccess, type AccessSettings } from '../../server/gateway-access.ts';
import { StartError } from '../../server/start-error.ts';

const NAMES = { host: 'HOST', tokens: 'TOKEN', tokenFile: 'TOKEN_FILE', certFile: 'CERT', keyFile: 'KEY', clientCaFile: 'CLIENT_CA' };
const TOKEN = 'sixteen-letters!';

describe('access to the gateway, as it is set', () => {
  let folder: string;
  before(() => { folder = mkdtempSync(path.join(tmpdir(), 'takt-access-')); });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const read = (given: Partial<AccessSettings>) => readGatewayAccess({ host: '127.0.0.1', ...given }, NAMES);
  const tokenFile = (text: string) => {
    const file = path.join(folder, 'tokens');
    writeFileSync(file, text);
    return file;
  };

  it('takes tokens from a setting and from a file, several of each', () => {
    expect(read({ tokens: `${TOKEN}, another-${TOKEN}`, tokenFile: tokenFile(`third-${TOKEN}\n\n  fourth-${TOKEN}\n`) }).tokens)
      .to.deep.equal([TOKEN, `another-${TOKEN}`, `third-${TOKEN}`, `fourth-${TOKEN}`]);
  });

  for (const host of ['0.0.0.0', '::', '10.0.0.1', 'takt.example']) {
    it(`opens ${host} only to clients that can be told apart`, () => {
      for (const given of [{}, { certFile: 'c', keyFile: 'k' }]) {
        expect(() => read({ host, ...given })).to.throw(StartError).with.property('message').that.contains(`HOST=${host}`).and.contains('TOKEN').and.contains('CLIENT_CA').and.does.not.contain('\n');
      }
      expect(read({ host, tokens: TOKEN }).tokens).to.deep.equal([TOKEN]);
      expect(read({ host, certFile: 'c', keyFile: 'k', clientCaFile: 'a' }).tls).to.deep.equal({ certFile: 'c', keyFile: 'k', clientCaFile: 'a' });
    });
  }

  for (const [what, given, says] of [
    ['a short token', { tokens: 'hunter2' }, 'TOKEN has a token of 7 characters'],
    ['an empty token among others', { tokens: `${TOKEN},` }, 'TOKEN has a token of 0 characters'],
    ['a token with a space', { tokens: 'sixteen letters and spaces' }, 'without spaces'],
    ['a token file that is not there', { tokenFile: '/nowhere/tokens' }, 'TOKEN_FILE=/nowhere/tokens cannot be read'],
    ['a certificate without its key', { certFile: 'c' }, 'CERT and KEY belong together'],
    ['a key without its certificate', { keyFile: 'k' }, 'CERT and KEY belong together'],
    ['a client authority alone', { clientCaFile: 'a' }, 'CLIENT_CA needs CERT and KEY'],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(() => read(given)).to.throw(StartError).with.property('message').that.contains(says).and.does.not.contain('hunter2');
    });
  }

  it('refuses an empty token file', () => {
    expect(() => read({ tokenFile: tokenFile('\n') })).to.throw(StartError, 'is empty');
  });
});
