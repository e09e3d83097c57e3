import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { readConfig } from '../../server/config.ts';
import { projectRoot } from '../../server/project-root.ts';
import { explainStartFailure, StartError } from '../../server/start-error.ts';
import { envExample } from './env-example.ts';

describe('config', () => {
  it('needs no setting at all', () => {
    const config = readConfig({});
    expect(config.publicUrl).to.equal('http://localhost:8080');
    expect(config.TAKT_DEMO).to.equal(true);
    expect(path.isAbsolute(config.dataDir)).to.equal(true);
  });

  it('takes an empty value as not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' }).PORT).to.equal(8080);
  });

  for (const [name, value, says] of [
    ['PORT', 'eighty', 'PORT="eighty"'],
    ['PORT', '70000', 'PORT="70000"'],
    ['DATABASE_URL', 'postgres://x/y', 'mysql://'],
    ['ZEEBE_ADDRESS', 'zeebe', 'host:port'],
    ['ZEEBE_ADDRESS', 'zeebe:26500', 'ZEEBE_REST_ADDRESS'],
    ['SMTP_URL', 'mail.example.com', 'smtp://'],
    ['ESCALATE_AFTER', '15 minutes', 'PT15M'],
    ['TAKT_DEMO', 'maybe', 'TAKT_DEMO="maybe"'],
    ['ERP_TOKEN', 'short', 'at least 16'],
  ] as const)
    it(`refuses ${name}=${value} in one line that names it`, () => {
      expect(() => readConfig({ [name]: value }))
        .to.throw(StartError)
        .with.property('message')
        .that.contains(says)
        .and.contains(name)
        .and.does.not.contain('\n');
    });

  it('does not repeat a secret that it refuses', () => {
    for (const [name, value] of [['ERP_TOKEN', 'tooshort'], ['TAKT_ADMIN_PASSWORD', 'hunter2'], ['SMTP_URL', 'mail://me:hunter2@host'], ['DATABASE_URL', 'postgres://me:hunter2@host/x']] as const)
      expect(() => readConfig({ [name]: value })).to.throw(StartError).with.property('message').that.contains(name).and.does.not.contain('hunter2').and.does.not.contain('tooshort');
  });

  it('does not open the record sink to the network without a token', () => {
    const cluster = { ZEEBE_ADDRESS: 'zeebe:26500', ZEEBE_REST_ADDRESS: 'http://zeebe:8080', RECORD_SINK_HOST: '0.0.0.0' };
    expect(() => readConfig(cluster)).to.throw(StartError, 'RECORD_SINK_TOKEN');
    expect(readConfig({ ...cluster, RECORD_SINK_TOKEN: 'sixteen-letters!' }).RECORD_SINK_HOST).to.equal('0.0.0.0');
  });

  it('is described completely by .env.example', () => {
    expect(readFileSync(path.join(projectRoot(), '.env.example'), 'utf8')).to.equal(envExample());
  });
});

describe('start failures', () => {
  it('names the port and the setting when a port is in use', () => {
    const failure = explainStartFailure(Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' }), 'the web server', 'PORT=8080');
    expect(failure.message).to.equal('The web server cannot listen: the port of PORT=8080 is in use. Stop the other program or choose another port with PORT.');
  });

  it('names the folder that cannot be written', () => {
    const failure = explainStartFailure(Object.assign(new Error('denied'), { code: 'EACCES' }), 'the data folder', 'DATA_DIR=/nowhere');
    expect(failure.message).to.contain('DATA_DIR=/nowhere').and.to.contain('writable');
  });
});
