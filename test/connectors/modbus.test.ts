import { expect } from 'chai';
import { modbusConnection } from '../../connectors/modbus/connection.ts';
import { startModbusPoller } from '../../connectors/modbus/inbound.ts';
import { ModbusLink, ModbusLinks } from '../../connectors/modbus/link.ts';
import { modbusRead, modbusWrite } from '../../connectors/modbus/outbound.ts';
import { bindConnector } from '../../connectors/runtime/connector.ts';
import { BusinessError, ConfigurationError, RetryableError } from '../../connectors/runtime/errors.ts';
import { silent } from '../../connectors/runtime/log.ts';
import type { ConnectionHealth, Sample } from '../../connectors/runtime/signal.ts';
import { SimulatedScale } from '../../connectors/simulation/scale.ts';
import { serveScale } from '../../connectors/simulation/scale-server.ts';
import type { ScaleServer } from '../../connectors/simulation/scale-server.ts';
import { eventually } from '../support/eventually.ts';
import { callOf } from './call.ts';

const tags = [
  { id: 'BOX3.weight', register: 0, type: 'int32', scale: '0.001', unit: 'kg', meaning: 'telemetry' },
  { id: 'BOX3.tare', register: 2, type: 'int32', scale: '0.001', unit: 'kg', meaning: 'telemetry' },
  { id: 'BOX3.stable', register: 0, type: 'bool', meaning: 'telemetry' },
  { id: 'BOX3.fault', register: 1, type: 'bool', meaning: 'alarm' },
];
const connectionTo = (port: number) => modbusConnection.parse({ id: 'scale-box3', type: 'modbus', port, pollMs: 20, timeoutMs: 500, tags });

describe('Modbus connector', () => {
  let scale: SimulatedScale;
  let server: ScaleServer;
  let links: ModbusLinks;

  beforeEach(async () => {
    scale = new SimulatedScale();
    server = await serveScale(scale, 0);
    links = new ModbusLinks([connectionTo(server.port)]);
  });
  afterEach(async () => {
    await links.close();
    await server.close();
  });

  const write = (variables: Record<string, unknown>) => bindConnector(modbusWrite, { links }).run(variables, callOf('modbus:write'));
  const read = (variables: Record<string, unknown>) => bindConnector(modbusRead, { links, clock: () => new Date() }).run(variables, callOf('modbus:read'));

  /** A moving scale shows every weight for a moment: it has settled when it says so. */
  const settled = (weight: Record<string, unknown>, value: string) => eventually(`the scale to settle at ${value}`, async () =>
    (await read({ connection: 'scale-box3', area: 'discrete', address: 0, dataType: 'bool' })).value === true && (await read(weight)).value === value);

  it('reads a weight exactly and zeroes the scale', async () => {
    scale.load(503);
    const weight = { connection: 'scale-box3', address: 0, dataType: 'int32', scale: '0.001' };
    await settled(weight, '0.503');
    await write({ connection: 'scale-box3', area: 'coil', address: 0, values: [true] });
    expect((await read(weight)).value).to.equal('0.000');
    expect((await read({ connection: 'scale-box3', area: 'discrete', address: 0, dataType: 'bool' })).value).to.equal(true);
  });

  it('does not let a load of a weighing under way be zeroed away', async () => {
    scale.load(5003);
    const weight = { connection: 'scale-box3', address: 0, dataType: 'int32', scale: '0.001' };
    await settled(weight, '5.003');
    await write({ connection: 'scale-box3', area: 'coil', address: 0, values: [true] });
    expect((await read(weight)).value).to.equal('5.003');
  });

  it('reads a negative weight after the load is taken from a tared scale', async () => {
    scale.load(1250);
    scale.tare();
    scale.load(0);
    await eventually('the scale to settle', async () => (await read({ connection: 'scale-box3', address: 0, dataType: 'int32', scale: '0.001' })).value === '-1.250');
  });

  it('says which of the typed errors each failure is', async () => {
    const refused = async (variables: Record<string, unknown>) => await write(variables).then(() => expect.fail('was written'), (error: unknown) => error);
    expect(await refused({ connection: null, address: 0, values: [true] })).to.be.instanceOf(BusinessError).with.property('code', 'MACHINE_UNAVAILABLE');
    expect(await refused({ connection: 'scale-box9', address: 0, values: [true] })).to.be.instanceOf(ConfigurationError).with.property('message').that.includes('scale-box3');
    expect(await refused({ connection: 'scale-box3', address: 77, values: [true] })).to.be.instanceOf(ConfigurationError);
    expect(await refused({ connection: 'scale-box3', address: 0, values: [7] })).to.be.instanceOf(ConfigurationError);
    expect(await refused({ connection: 'scale-box3', area: 'holding', address: 0, values: [70000] })).to.be.instanceOf(ConfigurationError);
    await server.close();
    expect(await refused({ connection: 'scale-box3', address: 0, values: [true] })).to.be.instanceOf(RetryableError).with.property('codeWhenExhausted', 'MACHINE_UNAVAILABLE');
  });

  it('gives up on a device that accepts but never answers', async () => {
    const mute = await muteServer();
    const link = new ModbusLink({ ...connectionTo(mute.port), timeoutMs: 100 });
    const error = await link.read('input', 0, 1).then(() => expect.fail('was read'), (failure: unknown) => failure);
    expect(error).to.be.instanceOf(RetryableError);
    await link.close();
    await mute.close();
  });

  it('polls tags, tells the loss of a machine as bad quality, and finds it again', async () => {
    const samples: Sample[] = [];
    const health: ConnectionHealth[] = [];
    const link = links.get('scale-box3');
    const poller = startModbusPoller(link, {
      takeSamples: (news) => { samples.push(...news); return Promise.resolve(); },
      takeHealth: (news) => void health.push(news), clock: () => new Date(), log: silent,
    });
    const last = (tagId: string) => samples.findLast((sample) => sample.tagId === tagId);
    scale.load(5003);
    await eventually('the weight', () => Promise.resolve(last('BOX3.weight')?.value === '5.003' && last('BOX3.stable')?.value === true));
    scale.setFault(true);
    await eventually('the fault', () => Promise.resolve(last('BOX3.fault')?.value === true));
    const count = samples.length;
    const { port } = server;
    await server.close();
    await eventually('the loss', () => Promise.resolve(tags.every(({ id }) => last(id)?.quality === 'bad')));
    expect(samples.length, 'unchanged values are not repeated').to.be.lessThan(count + 10);
    server = await serveScale(scale, port);
    await eventually('the return', () => Promise.resolve(last('BOX3.weight')?.value === '5.003'));
    await poller.stop();
    expect(health.map(({ connected }) => connected)).to.deep.equal([true, false, true]);
  });
});

async function muteServer() {
  const { createServer } = await import('node:net');
  const server = createServer((socket) => socket.resume().on('error', () => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as { port: number }).port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}
