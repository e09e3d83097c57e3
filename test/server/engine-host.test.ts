import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { startEngineHost, type EngineHost } from '../../server/engine-host.ts';
import { EngineClient } from '../../connectors/runtime/engine-client.ts';
import { diagram } from '../engine/model/diagrams.ts';
import { eventually } from '../support/eventually.ts';

describe('the engine in a thread of its own', function () {
  // Each start compiles the sources.
  this.timeout(60_000);
  let dataDir: string;
  let host: EngineHost | undefined;
  beforeEach(() => { dataDir = mkdtempSync(path.join(tmpdir(), 'takt-host-')); });
  afterEach(async () => {
    await host?.close();
    host = undefined;
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = () => startEngineHost({ dataDir, host: '127.0.0.1', grpcPort: 0, restPort: 0 });
  const deploy = async (running: EngineHost) => {
    const client = new EngineClient({ grpcAddress: `127.0.0.1:${running.grpcPort}`, restAddress: `http://127.0.0.1:${running.restPort}` });
    try {
      await client.deploy([{ name: 'x.bpmn', content: diagram('<bpmn:startEvent id="a"/>') }]);
    } finally {
      await client.close();
    }
  };

  it('tells of committed records and hands them over, also after a restart', async () => {
    host = await start();
    const positions: number[] = [];
    host.onRecords((position) => positions.push(position));
    await deploy(host);
    await eventually('word of a commit', () => Promise.resolve(positions.length > 0));
    const records = await host.records(0, 100);
    expect(records.map(({ valueType, intent }) => `${valueType} ${intent}`)).to.include('DEPLOYMENT CREATED');
    const [first] = records;
    expect((await host.records(first!.position, 100)).map(({ position }) => position)).to.deep.equal(records.slice(1).map(({ position }) => position));
    await host.close();
    host = await start();
    expect(await host.records(0, 100)).to.deep.equal(records);
  });

  it('says with a code which port is taken, and leaves nothing open', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const failure = await startEngineHost({ dataDir, host: '127.0.0.1', grpcPort: port, restPort: 0 }).then(() => undefined, (error: unknown) => error);
    other.close();
    expect(failure).to.include({ code: 'EADDRINUSE', port });
    host = await start();
  });
});
