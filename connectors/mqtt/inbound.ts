import { connect } from 'mqtt';
import { messageOf } from '../runtime/errors.ts';
import type { Log } from '../runtime/log.ts';
import type { Sample, TakeHealth, TakeSamples } from '../runtime/signal.ts';
import type { MqttConnection, MqttTag } from './connection.ts';
import { samplesOf } from './payload.ts';

export interface SubscriberOptions {
  readonly url: string;
  readonly takeSamples: TakeSamples;
  readonly takeHealth: TakeHealth;
  readonly clock: () => Date;
  readonly log: Log;
}

const storeAgainMs = 500;

/**
 * Subscribes to the topics of a connection. A message is acknowledged when its samples are stored and the next one waits for
 * that, so a burst queues in the broker instead of here, and nothing that was acknowledged is lost.
 */
export function startMqttSubscriber(connection: MqttConnection, options: SubscriberOptions): { stop(): Promise<void> } {
  const { clock, log } = options;
  const tagsOf = new Map<string, MqttTag[]>();
  for (const tag of connection.tags) tagsOf.set(tag.topic, [...(tagsOf.get(tag.topic) ?? []), tag]);
  // A session that outlives the connection: the broker keeps QoS 1 messages while we are away.
  const client = connect(options.url, { clientId: `takt-${connection.id}`, clean: false, reconnectPeriod: 1000, connectTimeout: 5000 });
  let stopped = false;
  let heardAt = performance.now();
  let silent = false;

  async function store(samples: readonly Sample[]): Promise<void> {
    while (!stopped) {
      try {
        return await options.takeSamples(samples);
      } catch (error) {
        log.warn({ connection: connection.id, error: messageOf(error) }, 'samples could not be stored, trying again');
        await new Promise((resolve) => setTimeout(resolve, storeAgainMs));
      }
    }
    throw new Error('The subscriber stopped before the message was stored');
  }

  const bad = (tags: readonly MqttTag[]): Sample[] => {
    const sourceTime = clock().toISOString();
    return tags.map(({ id }) => ({ tagId: id, value: null, quality: 'bad', sourceTime }));
  };

  function health(connected: boolean, error?: string): void {
    silent = !connected;
    options.takeHealth({ connectionId: connection.id, connected, ...(error === undefined ? {} : { error }) });
    if (!connected && connection.tags.length > 0) void store(bad(connection.tags)).catch(() => undefined);
  }

  client.handleMessage = (packet, done) => {
    const tags = tagsOf.get(packet.topic) ?? [];
    heardAt = performance.now();
    if (silent) health(true);
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    store(samplesOf(payload, tags, clock().toISOString())).then(() => done(), (error: unknown) => done(error as Error));
  };
  client.on('connect', () => {
    log.info({ connection: connection.id }, 'MQTT broker connected');
    heardAt = performance.now();
    health(true);
    client.subscribeAsync([...tagsOf.keys()], { qos: 1 }).catch((error: unknown) => log.warn({ connection: connection.id, error: messageOf(error) }, 'subscribing failed'));
  });
  let reason: string | undefined;
  client.on('error', (error) => {
    reason = messageOf(error);
  });
  client.on('close', () => {
    if (!stopped && !silent) health(false, reason ?? 'The MQTT broker closed the connection');
  });
  const watch = setInterval(() => {
    if (!silent && performance.now() - heardAt > connection.silentMsMax) health(false, `No message for ${connection.silentMsMax} ms`);
  }, Math.max(50, connection.silentMsMax / 4));

  return {
    async stop() {
      stopped = true;
      clearInterval(watch);
      await client.endAsync(true);
    },
  };
}
