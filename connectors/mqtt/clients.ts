import { connect } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { RetryableError, messageOf } from '../runtime/errors.ts';

/** Publishes under way at once; a broker drops what exceeds its own window, so ours stays well below. */
const inFlightMax = 50;

/** One client per broker, connected when first needed; each reconnects by itself. */
export class MqttPublishers {
  readonly #clients = new Map<string, MqttClient>();
  #inFlight = 0;
  readonly #waiting: (() => void)[] = [];

  /** @throws RetryableError when the broker has not taken it within `timeoutMs` */
  async publish(url: string, topic: string, payload: string, options: { qos: 0 | 1; retain: boolean; timeoutMs: number }): Promise<void> {
    if (this.#inFlight >= inFlightMax) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#inFlight++;
    let timer: NodeJS.Timeout | undefined;
    try {
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer within ${options.timeoutMs} ms`)), options.timeoutMs);
      });
      await Promise.race([this.#client(url).publishAsync(topic, payload, { qos: options.qos, retain: options.retain }), late]);
    } catch (error) {
      throw new RetryableError(`The MQTT broker ${withoutPassword(url)} did not take a message for "${topic}": ${messageOf(error)}`, { cause: error });
    } finally {
      clearTimeout(timer);
      this.#inFlight--;
      this.#waiting.shift()?.();
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.endAsync(true)));
    this.#clients.clear();
  }

  #client(url: string): MqttClient {
    const known = this.#clients.get(url);
    if (known !== undefined) return known;
    // A QoS 0 message without a connection fails at once, so that the job repeats it, instead of waiting here unseen.
    const client = connect(url, { reconnectPeriod: 1000, connectTimeout: 5000, queueQoSZero: false });
    client.on('error', () => undefined);
    this.#clients.set(url, client);
    return client;
  }
}

export function withoutPassword(url: string): string {
  const parsed = new URL(url);
  parsed.password = '';
  return parsed.href;
}
