import { expect } from 'chai';
import { erpDeliverer } from '../../connectors/erp/deliverer.ts';
import { httpRequest } from '../../connectors/http/outbound.ts';
import { bindConnector } from '../../connectors/runtime/connector.ts';
import type { Effects } from '../../connectors/runtime/effects.ts';
import { BusinessError, ConfigurationError, PermanentError, RetryableError } from '../../connectors/runtime/errors.ts';
import { callOf } from './call.ts';
import { startHttpServer } from './http-server.ts';

describe('HTTP connector', () => {
  let server: Awaited<ReturnType<typeof startHttpServer>>;
  let answer: { status: number; body?: string; headers?: Record<string, string> };
  const effects: Effects = { remember: (_job, effect) => effect() };

  beforeEach(async () => {
    answer = { status: 200, body: '{"stock":"12.5"}', headers: { 'content-type': 'application/json' } };
    server = await startHttpServer(() => answer);
  });
  afterEach(() => server.close());

  const call = (variables: Record<string, unknown>) =>
    bindConnector(httpRequest, { effects }, (name) => (name === 'TOKEN' ? 's3cret' : undefined)).run({ url: `${server.url}/stock`, ...variables }, callOf('http:request', '4711'));
  const failure = (variables: Record<string, unknown> = {}) => call(variables).then(() => expect.fail('was answered'), (error: unknown) => error);

  it('sends JSON with secrets and the job key, and takes JSON', async () => {
    const result = await call({ method: 'POST', headers: { authorization: 'Bearer {{secrets.TOKEN}}' }, body: { lot: 'L1' } });
    expect(result).to.have.nested.property('response.body.stock', '12.5');
    expect(server.received).to.have.lengthOf(1);
    expect(server.received[0]).to.deep.include({ method: 'POST', path: '/stock', body: '{"lot":"L1"}' });
    expect(server.received[0]!.headers).to.include({ authorization: 'Bearer s3cret', 'idempotency-key': '4711', 'content-type': 'application/json' });
  });

  it('tells what may pass from what the process must decide', async () => {
    answer = { status: 503, body: 'later' };
    expect(await failure()).to.be.instanceOf(RetryableError).with.property('codeWhenExhausted', 'HTTP_503');
    answer = { status: 404, body: 'no such lot' };
    expect(await failure()).to.be.instanceOf(BusinessError).with.property('code', 'HTTP_404');
    expect(await failure({ url: 'file:///etc/passwd' })).to.be.instanceOf(ConfigurationError);
    expect(await failure({ url: 'http://127.0.0.1:1/' })).to.be.instanceOf(RetryableError);
  });

  it('does not carry a secret to where a redirect points', async () => {
    answer = { status: 302, headers: { location: `${server.url}/elsewhere` } };
    const result = await call({ headers: { authorization: '{{secrets.TOKEN}}' } });
    expect(result).to.have.nested.property('response.status', 302);
    expect(server.received).to.have.lengthOf(1);
  });
});

describe('ERP deliverer', () => {
  let server: Awaited<ReturnType<typeof startHttpServer>>;
  let status: number;

  beforeEach(async () => {
    status = 200;
    server = await startHttpServer(() => ({ status, body: 'seen' }));
  });
  afterEach(() => server.close());

  const entry = { dedupeKey: 'erp:performance:258456:1', payload: { orderId: '258456' }, attempts: 0, createdAt: '2026-11-23T05:31:00.000Z' };
  const deliver = (url: string) => erpDeliverer({ url, token: 'erp-token', performanceXml: (orderId) => Promise.resolve(`<Report>${orderId}</Report>`), timeoutMs: 2000 })(entry);
  const failure = (url = server.url) => deliver(url).then(() => expect.fail('was taken'), (error: unknown) => error);

  it('posts the report with a key by which a repetition is known', async () => {
    expect(await deliver(server.url)).to.deep.equal({ status: 200, answer: 'seen' });
    expect(server.received[0]).to.include({ method: 'POST', body: '<Report>258456</Report>' });
    expect(server.received[0]!.headers).to.include({ 'idempotency-key': entry.dedupeKey, authorization: 'Bearer erp-token', 'content-type': 'application/xml; charset=utf-8' });
  });

  it('takes 409 as taken before, gives up on what the ERP refuses, and tries the rest again', async () => {
    status = 409;
    expect(await deliver(server.url)).to.have.property('status', 409);
    status = 422;
    expect(await failure()).to.be.instanceOf(PermanentError).with.property('message').that.includes('258456');
    status = 500;
    expect(await failure()).to.be.instanceOf(RetryableError);
    status = 401;
    expect(await failure()).to.be.instanceOf(RetryableError);
    expect(await failure('http://127.0.0.1:1/')).to.be.instanceOf(RetryableError);
  });
});
