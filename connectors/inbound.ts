import type { ZodType } from 'zod';
import { z } from 'zod';
import { modbusConnection } from './modbus/connection.ts';
import { startModbusPoller } from './modbus/inbound.ts';
import { ModbusLinks } from './modbus/link.ts';
import { mqttConnection } from './mqtt/connection.ts';
import { startMqttSubscriber } from './mqtt/inbound.ts';
import type { Log } from './runtime/log.ts';
import type { ConnectionHealth, TakeHealth, TakeSamples } from './runtime/signal.ts';

export interface InboundOptions {
  readonly connections: readonly { readonly id: string; readonly type: string }[];
  readonly mqttUrl: string | undefined;
  readonly takeSamples: TakeSamples;
  readonly takeHealth: TakeHealth;
  readonly clock: () => Date;
  readonly log: Log;
}

export interface Inbound {
  readonly links: ModbusLinks;
  readonly brokerUrl: (connectionId: string | undefined) => string | undefined;
  /** The present state of every connection, wrongly configured ones included. */
  health(): ConnectionHealth[];
  stop(): Promise<void>;
}

/** Listens to every configured machine. A wrong connection is told as its health and does not keep the others from working. */
export function startInbound({ connections, mqttUrl, takeSamples, takeHealth, clock, log }: InboundOptions): Inbound {
  const states = new Map<string, ConnectionHealth>();
  const tell: TakeHealth = (health) => {
    states.set(health.connectionId, health);
    takeHealth(health);
  };
  const wrong = (connectionId: string, error: string): void => {
    log.error({ connection: connectionId, error }, 'a connection is configured wrongly');
    tell({ connectionId, connected: false, error });
  };
  function readAll<Schema extends ZodType>(type: string, schema: Schema): z.output<Schema>[] {
    return connections.filter((connection) => connection.type === type).flatMap((connection) => {
      const parsed = schema.safeParse(connection);
      if (parsed.success) return [parsed.data];
      wrong(connection.id, z.prettifyError(parsed.error));
      return [];
    });
  }

  for (const { id, type } of connections) if (type !== 'modbus' && type !== 'mqtt') wrong(id, `There is no connector for connections of type "${type}".`);
  const options = { takeSamples, takeHealth: tell, clock, log };
  const links = new ModbusLinks(readAll('modbus', modbusConnection));
  const machines = links.all().map((link) => startModbusPoller(link, options));
  const brokers = new Map(readAll('mqtt', mqttConnection).map((connection) => [connection.id, connection.url ?? mqttUrl]));
  for (const connection of readAll('mqtt', mqttConnection)) {
    const url = brokers.get(connection.id);
    if (url === undefined) wrong(connection.id, 'It has no url and the plant has no MQTT broker.');
    else machines.push(startMqttSubscriber(connection, { ...options, url }));
  }
  return {
    links,
    brokerUrl: (connectionId) => (connectionId === undefined ? mqttUrl : brokers.get(connectionId)),
    health: () => [...states.values()],
    async stop() {
      await Promise.all(machines.map((machine) => machine.stop()));
      await links.close();
    },
  };
}
