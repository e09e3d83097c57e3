import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { credentials, Metadata } from '@grpc/grpc-js';
import { expect } from 'chai';
import { ZBClient } from 'zeebe-node';
import { EngineClient } from '../../connectors/runtime/engine-client.ts';
import { TestAuthority, type KeyPair } from '../support/certificates.ts';
import { eventually } from '../support/eventually.ts';
import { callUnary, rawClient } from '../support/raw-gateway-client.ts';
import { findZeebe } from '../support/zeebe-distribution.ts';
import { serveGateway, type ServedGateway } from './served-gateway.ts';

const TOKEN = 'a-token-of-this-plant';
const OTHER_TOKEN = 'another-token-of-it';

describe('who may use a gateway', () => {
  let folder: string;
  let authority: TestAuthority;
  let server: KeyPair;
  let gateway: ServedGateway | undefined;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'takt-security-'));
    authority = new TestAuthority(folder);
    server = authority.sign('server');
  });
  afterEach(async () => {
    await gateway?.close();
    gateway = undefined;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const serve = async (options: Parameters<typeof serveGateway>[0]) => (gateway = await serveGateway(options));
  const bearer = (token: string) => {
    const metadata = new Metadata();
    metadata.set('authorization', token);
    return metadata;
  };
  const tls = () => ({ certFile: server.cert, keyFile: server.key });

  it('is everybody on this machine, where nothing is set, and nobody on others', async () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.1']) {
      const refused = await serveGateway({ host }).then(() => '', (error: unknown) => String(error));
      expect(refused).to.contain(`does not listen on ${host}`).and.contain('tokens').and.contain('mutual TLS');
    }
    const encryptedOnly = await serveGateway({ host: '0.0.0.0', tls: tls() }).then(() => '', (error: unknown) => String(error));
    expect(encryptedOnly).to.contain('does not listen on 0.0.0.0');
  });

  it('is whoever has one of the tokens, by gRPC', async () => {
    const { raw, stream, call } = await serve({ tokens: [TOKEN, OTHER_TOKEN], host: '0.0.0.0' });
    for (const token of [TOKEN, OTHER_TOKEN]) expect(await callUnary(raw, 'Topology', {}, { metadata: bearer(`Bearer ${token}`) })).to.have.property('clusterSize', 1);
    const nothing = 'UNAUTHENTICATED Expected bearer token at header with key [authorization], but found nothing';
    expect(await call('Topology', {})).to.equal(nothing);
    expect(await call('CreateProcessInstance', { variables: '[' })).to.equal(nothing);
    expect(await stream('ActivateJobs', { type: 'x', timeout: 1000, maxJobsToActivate: 1 })).to.equal(nothing);
    expect(await stream('StreamActivatedJobs', { type: 'x', timeout: 1000 })).to.equal(nothing);
    for (const wrong of ['Bearer wrong', TOKEN, `Basic ${TOKEN}`, `Bearer ${TOKEN}x`, 'Bearer', `Bearer ${TOKEN.slice(1)}`]) {
      expect(await callUnary(raw, 'Topology', {}, { metadata: bearer(wrong) }), wrong).to.match(/^UNAUTHENTICATED Expected a valid bearer token/);
    }
  });

  it('is whoever has one of the tokens, by REST', async () => {
    const { restPort } = await serve({ tokens: [TOKEN] });
    const ask = (headers: Record<string, string>, route = '/v1/topology') => fetch(`http://127.0.0.1:${restPort}${route}`, { headers });
    expect((await ask({ authorization: `Bearer ${TOKEN}` })).status).to.equal(200);
    for (const route of ['/v1/topology', '/v1/nope', '/v1/user-tasks/1/completion']) {
      const refused = await ask({ authorization: 'Bearer wrong' }, route);
      expect([refused.status, refused.headers.get('www-authenticate'), refused.headers.get('content-type')]).to.deep.equal([401, 'Bearer', 'application/problem+json']);
      expect(await refused.json()).to.include({ title: 'Unauthorized', status: 401, instance: route });
    }
    expect((await ask({})).status).to.equal(401);
  });

  it('sees nothing of what others say, over TLS', async () => {
    const { grpcPort, restPort } = await serve({ tls: tls(), tokens: [TOKEN] });
    const client = new EngineClient({ grpcAddress: `127.0.0.1:${grpcPort}`, restAddress: `https://127.0.0.1:${restPort}`, token: TOKEN, tls: { caFile: authority.ca } });
    try {
      expect((await client.topology()).gatewayVersion).to.equal('8.5.8');
      const refused = await client.completeUserTask({ userTaskKey: '2251799813699999', kind: 'native', variables: {} }).then(() => '', (error: unknown) => String(error));
      expect(refused).to.contain('no such user task was found');
    } finally {
      await client.close();
    }
    const unencrypted = rawClient(`127.0.0.1:${grpcPort}`);
    expect(await callUnary(unencrypted, 'Topology', {}, { deadlineMs: 2_000 })).to.match(/^(UNAVAILABLE|DEADLINE_EXCEEDED)/);
    unencrypted.close();
  });

  it('is whoever has a certificate of the authority, by mutual TLS', async () => {
    const { grpcPort, restPort } = await serve({ tls: { ...tls(), clientCaFile: authority.ca }, host: '0.0.0.0' });
    const own = authority.sign('client');
    const foreign = new TestAuthority(folder, 'foreign').sign('stranger');
    const topology = async (pair?: KeyPair) => {
      const client = rawClient(`127.0.0.1:${grpcPort}`, credentials.createSsl(readFileSync(authority.ca), ...(pair === undefined ? [] : [readFileSync(pair.key), readFileSync(pair.cert)])));
      const answer = await callUnary(client, 'Topology', {}, { deadlineMs: 3_000 });
      client.close();
      return typeof answer === 'string' ? answer.split(' ')[0] : answer['gatewayVersion'];
    };
    expect(await topology(own)).to.equal('8.5.8');
    expect(await topology()).to.match(/UNAVAILABLE|DEADLINE_EXCEEDED/);
    expect(await topology(foreign)).to.match(/UNAVAILABLE|DEADLINE_EXCEEDED/);
    const rest = (pair?: KeyPair) => new Promise<number | string>((resolve) => {
      httpsRequest(`https://127.0.0.1:${restPort}/v1/topology`, { ca: readFileSync(authority.ca), ...(pair === undefined ? {} : { cert: readFileSync(pair.cert), key: readFileSync(pair.key) }) },
        (response) => resolve(response.resume().statusCode!)).on('error', () => resolve('refused')).end();
    });
    expect([await rest(own), await rest(), await rest(foreign)]).to.deep.equal([200, 'refused', 'refused']);
  });

  it('lets the program that it is part of in by ports of its own, with a token of its own', async () => {
    const { own } = await serve({ tls: { ...tls(), clientCaFile: authority.ca }, ownAccess: true });
    const { grpcPort, restPort, token } = own!;
    const client = new EngineClient({ grpcAddress: `127.0.0.1:${grpcPort}`, restAddress: `http://127.0.0.1:${restPort}`, token });
    expect((await client.topology()).gatewayVersion).to.equal('8.5.8');
    await client.close();
    const stranger = rawClient(`127.0.0.1:${grpcPort}`);
    expect(await callUnary(stranger, 'Topology', {})).to.match(/^UNAUTHENTICATED/);
    stranger.close();
  });

  it('names a certificate that is none, and a key of another', async () => {
    const other = authority.sign('other');
    for (const [certFile, keyFile, says] of [['/nowhere.crt', server.key, '/nowhere.crt cannot be read'], [server.cert, other.key, 'no pair'], [server.key, server.key, 'no pair']] as const) {
      const refused = await serveGateway({ tls: { certFile, keyFile } }).then(() => undefined, (error: unknown) => error as NodeJS.ErrnoException);
      expect(refused).to.have.property('code', 'ECERT');
      expect(refused!.message).to.contain(says);
    }
  });

  it('shows a renewed certificate to new connections, and keeps the old one while the new is broken', async () => {
    const [certFile, keyFile] = ['renewed.crt', 'renewed.key'].map((name) => path.join(folder, name)) as [string, string];
    copyFileSync(server.cert, certFile);
    copyFileSync(server.key, keyFile);
    const log: string[] = [];
    const { grpcPort, restPort } = await serve({ tls: { certFile, keyFile }, log: (_level, message) => log.push(message) });
    const shown = (port: number) => new Promise<string>((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', ca: readFileSync(authority.ca), ALPNProtocols: ['h2', 'http/1.1'] }, () => {
        resolve(socket.getPeerCertificate().subject.CN as string);
        socket.destroy();
      }).on('error', reject);
    });
    expect([await shown(grpcPort), await shown(restPort)]).to.deep.equal(['server', 'server']);
    const next = authority.sign('next');
    writeFileSync(certFile, 'half a certificate');
    await eventually('the refusal', () => Promise.resolve(log.includes('the renewed certificate cannot be used, the old one stays')));
    expect([await shown(grpcPort), await shown(restPort)]).to.deep.equal(['server', 'server']);
    copyFileSync(next.cert, certFile);
    copyFileSync(next.key, keyFile);
    await eventually('the new certificate', async () => (await shown(grpcPort)) === 'next' && (await shown(restPort)) === 'next');
  });

  it('holds for zeebe-node and zbctl', async function () {
    const { grpcPort } = await serve({ tls: tls() });
    const client = new ZBClient(`127.0.0.1:${grpcPort}`, { loglevel: 'NONE', useTLS: true, customSSL: { rootCerts: readFileSync(authority.ca) } });
    expect((await client.topology()).gatewayVersion).to.equal('8.5.8');
    await client.close();
    const zeebe = findZeebe();
    if ('missing' in zeebe) return console.log(`      without zbctl: ${zeebe.missing}`);
    const { stdout } = await promisify(execFile)(path.join(zeebe.home, 'bin/zbctl'), ['--address', `127.0.0.1:${grpcPort}`, '--certPath', authority.ca, 'status'], { env: { HOME: folder, PATH: process.env['PATH'] } });
    expect(stdout).to.contain('Gateway version: 8.5.8');
  });
});
