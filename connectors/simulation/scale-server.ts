import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { ServerTCP } from 'modbus-serial';
import type { SimulatedScale } from './scale.ts';

/** Exception 2 of the protocol, "illegal data address", as the library takes it. */
const illegalAddress = () => Object.assign(new Error('Illegal data address'), { modbusErrorCode: 2 });

/** The register map of the simulated scale; see README.md. */
export const scaleRegisters = { netGrams: 0, tareGrams: 2, stable: 0, fault: 1, zero: 0, tare: 1 } as const;

export interface ScaleServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves a scale as a Modbus TCP device on 127.0.0.1; port 0 takes a free one. */
export async function serveScale(scale: SimulatedScale, port: number): Promise<ScaleServer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await listen(scale, port === 0 ? await freePort() : port);
    } catch (error) {
      // Somebody may take a free port before we do.
      if (port !== 0 || attempt >= 5 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}

/** The library takes port 0 for the protocol's own, 502. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listen(scale: SimulatedScale, port: number): Promise<ScaleServer> {
  const words = (): number[] => {
    const { netGrams, tareGrams } = scale.read();
    const bytes = new DataView(new ArrayBuffer(8));
    bytes.setInt32(0, netGrams);
    bytes.setInt32(4, tareGrams);
    return [0, 2, 4, 6].map((offset) => bytes.getUint16(offset));
  };
  const inputRegisters = (address: number, length: number): number[] => {
    const all = words();
    if (address + length > all.length) throw illegalAddress();
    return all.slice(address, address + length);
  };
  const server = new ServerTCP(
    {
      getInputRegister: (address: number) => inputRegisters(address, 1)[0]!,
      // In one piece, so that a weight never consists of halves of two readings.
      getMultipleInputRegisters: inputRegisters,
      getDiscreteInput: (address: number) => {
        const { stable, fault } = scale.read();
        if (address > 1) throw illegalAddress();
        return address === scaleRegisters.stable ? stable : fault;
      },
      getCoil: () => false,
      setCoil: (address: number, value: boolean) => {
        if (address > 1) throw illegalAddress();
        if (value && address === scaleRegisters.zero) scale.zero();
        if (value && address === scaleRegisters.tare) scale.tare();
      },
    },
    { host: '127.0.0.1', port, unitID: 1 },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('initialized', () => resolve());
    server.once('serverError', (error: Error | null) => reject(error ?? new Error('The simulated scale could not listen')));
  });
  server.on('socketError', () => undefined);
  server.on('serverError', () => undefined);
  return {
    port,
    async close() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
