import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { TestAuthority } from '../support/certificates.ts';
import { serveGateway } from '../gateway/served-gateway.ts';
import { openEmbeddedCallStage, openZeebeCallStage, type CallStage } from './gateway-calls/call-stage.ts';
import { buildJavaClient, readJavaRecording, runJavaClient, writeJavaRecording, type JavaClient } from './java-client/java-client.ts';
import type { StreamRecord } from './stage.ts';

/** The same program on both engines prints the same. Without a Zeebe its recorded output is the measure (CONFORMANCE_RECORD=1 writes it). */
describe("Zeebe's Java client", function () {
  this.timeout(420_000);
  let built: JavaClient;
  before(function () {
    const client = buildJavaClient();
    if ('java' in client) {
      built = client;
      return;
    }
    console.log(`    skipped: ${client.missing}`);
    this.skip();
  });

  const run = (stage: CallStage) => runJavaClient(built, { grpcUrl: `http://${stage.grpcAddress}`, restUrl: stage.restAddress, records: stage.records });

  let printed: readonly string[];

  it('is answered on the embedded engine as on Zeebe, in all that it can do', async () => {
    const zeebe = await openZeebeCallStage();
    const real = zeebe === undefined ? undefined : await run(zeebe).finally(() => zeebe.close());
    if (real !== undefined && process.env.CONFORMANCE_RECORD) writeJavaRecording(real);
    const recorded = readJavaRecording();
    if (real !== undefined && recorded !== undefined) expect(real, 'real Zeebe and its recording differ').to.deep.equal(recorded);
    const embedded = await openEmbeddedCallStage();
    try {
      printed = await run(embedded);
      expect(printed).to.deep.equal(real ?? recorded);
    } finally {
      await embedded.close();
    }
  });

  it('works over TLS with a token', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'takt-java-'));
    const authority = new TestAuthority(folder);
    const { cert, key } = authority.sign('server');
    const token = 'a-token-of-this-plant';
    const gateway = await serveGateway({ tls: { certFile: cert, keyFile: key }, tokens: [token] });
    try {
      const lines = await runJavaClient(built, {
        grpcUrl: `https://127.0.0.1:${gateway.grpcPort}`, restUrl: `https://127.0.0.1:${gateway.restPort}`,
        records: () => gateway.engine.records(0, Number.MAX_SAFE_INTEGER) as readonly StreamRecord[], environment: { ENGINE_TOKEN: token, CA_FILE: authority.ca },
      });
      expect(lines).to.deep.equal(printed);
    } finally {
      await gateway.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
