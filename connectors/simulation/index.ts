import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { Log } from '../runtime/log.ts';
import { SimulatedMixer, runMixer } from './mixer.ts';
import { SimulatedScale } from './scale.ts';
import { serveScale } from './scale-server.ts';

/** What the simulation reads of a connection; everything else is handed back as it came. */
const simulated = z.discriminatedUnion('type', [
  z.looseObject({ id: z.string(), type: z.literal('modbus'), host: z.string().default('127.0.0.1'), port: z.number().int().min(0).max(65535), equipmentId: z.string().optional() }),
  z.looseObject({
    id: z.string(), type: z.literal('mqtt'), url: z.undefined().optional(), equipmentId: z.string().optional(),
    tags: z.array(z.looseObject({ topic: z.string() })).min(1),
  }),
]);

export interface SimulatedMachine {
  readonly connectionId: string;
  readonly equipmentId: string;
  readonly kind: 'scale' | 'mixer';
  /** The TCP port of a scale. */
  readonly port: number | null;
}

export interface Simulation<Connection> {
  /** The connections with the ports that are really used. */
  readonly connections: Connection[];
  readonly machines: readonly SimulatedMachine[];
  /** Puts a weight in kilograms, exact decimal text, onto a scale. False when there is no such scale. */
  load(machineId: string, kilograms: string): boolean;
  /** Lets a machine fail or work again. False when there is no such machine. */
  setFault(machineId: string, fault: boolean): boolean;
  stop(): Promise<void>;
}

export interface SimulationOptions<Connection> {
  /** Modbus connections on this machine become scales, MQTT connections to the plant's own broker mixers. */
  readonly connections: readonly Connection[];
  readonly mqttUrl: string;
  readonly clock: () => Date;
  readonly log: Log;
}

interface Running {
  readonly machine: SimulatedMachine;
  readonly load?: (kilograms: string) => void;
  readonly setFault: (fault: boolean) => void;
  readonly stop: () => Promise<void>;
}

/** Starts a machine behind each connection that names this computer; they speak the real protocols. */
export async function startSimulation<Connection extends { readonly id: string }>(options: SimulationOptions<Connection>): Promise<Simulation<Connection>> {
  const { log } = options;
  const running: Running[] = [];
  const stopAll = async () => {
    await Promise.all(running.map((machine) => machine.stop()));
  };
  try {
    const connections: Connection[] = [];
    for (const connection of options.connections) {
      const started = await start(connection, options);
      if (started !== undefined) running.push(started);
      connections.push(started?.machine.port == null ? connection : { ...connection, port: started.machine.port });
    }
    log.info({ machines: running.map(({ machine }) => machine.equipmentId) }, 'simulated machines run');
    const find = (id: string) => running.find(({ machine }) => machine.equipmentId === id || machine.connectionId === id);
    return {
      connections,
      machines: running.map(({ machine }) => machine),
      load(id, kilograms) {
        const scale = find(id);
        scale?.load?.(kilograms);
        return scale?.load !== undefined;
      },
      setFault(id, fault) {
        const machine = find(id);
        machine?.setFault(fault);
        return machine !== undefined;
      },
      stop: stopAll,
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function start(connection: unknown, { mqttUrl, clock }: Pick<SimulationOptions<never>, 'mqttUrl' | 'clock'>): Promise<Running | undefined> {
  const parsed = simulated.safeParse(connection);
  if (!parsed.success) return undefined;
  const { id, equipmentId = id } = parsed.data;
  if (parsed.data.type === 'mqtt') {
    const mixer = new SimulatedMixer();
    const { stop } = runMixer(mixer, { mqttUrl, topic: parsed.data.tags[0]!.topic, clock });
    return { machine: { connectionId: id, equipmentId, kind: 'mixer', port: null }, setFault: (fault) => mixer.setFault(fault), stop };
  }
  if (!['127.0.0.1', 'localhost', '::1'].includes(parsed.data.host)) return undefined;
  const scale = new SimulatedScale();
  const server = await serveScale(scale, parsed.data.port);
  return {
    machine: { connectionId: id, equipmentId, kind: 'scale', port: server.port },
    load: (kilograms) => scale.load(new Decimal(kilograms).times(1000).toDecimalPlaces(0).toNumber()),
    setFault: (fault) => scale.setFault(fault),
    stop: server.close,
  };
}
