import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { connectAsync } from 'mqtt';
import { startBroker } from '../../connectors/mqtt/broker.ts';
import type { Broker } from '../../connectors/mqtt/broker.ts';
import { MqttPublishers } from '../../connectors/mqtt/clients.ts';
import { mqttConnection } from '../../connectors/mqtt/connection.ts';
import { startMqttSubscriber } from '../../connectors/mqtt/inbound.ts';
import { mqttPublish } from '../../connectors/mqtt/outbound.ts';
import { bindConnector } from '../../connectors/runtime/connector.ts';
import { ConfigurationError, RetryableError } from '../../connectors/runtime/errors.ts';
import { silent } from '../../connectors/runtime/log.ts';
import type { ConnectionHealth, Sample } from '../../connectors/runtime/signal.ts';
import { SimulatedMixer, runMixer } from '../../connectors/simulation/mixer.ts';
import { eventually } from '../support/eventually.ts';
import { callOf } from './call.ts';

const mosquittoUrl = process.env.TEST_MQTT_URL ?? 'mqtt://127.0.0.1:1883';

for (const name of ['embedded broker', 'Mosquitto']) {
  describe(`MQTT connector with the ${name}`, () => {
    let broker: Broker | undefined;
    let url: string;
    /** Of this run alone, because Mosquitto is shared. */
    let prefix: string;
    const stops: (() => Promise<void>)[] = [];

    before(async function () {
      prefix = `takt-test/${randomBytes(6).toString('hex')}`;
      if (name === 'embedded broker') {
        broker = await startBroker(0);
        url = broker.url;
        return;
      }
      url = mosquittoUrl;
      try {
        await (await connectAsync(url, { connectTimeout: 1000, reconnectPeriod: 0 }, false)).endAsync();
      } catch {
        console.log(`      no MQTT broker at ${url} (TEST_MQTT_URL)`);
        this.skip();
      }
    });
    after(() => broker?.close());
    afterEach(async () => {
      for (const stop of stops.splice(0).reverse()) await stop();
    });

    function subscribe(options: { takeSamples?: (samples: readonly Sample[]) => Promise<void>; silentMsMax?: number } = {}) {
      const samples: Sample[] = [];
      const health: ConnectionHealth[] = [];
      const topic = `${prefix}/mix1`;
      const connection = mqttConnection.parse({
        id: `mix1-${randomBytes(4).toString('hex')}`, type: 'mqtt', equipmentId: 'MIX1', silentMsMax: options.silentMsMax ?? 15_000,
        tags: [{ id: 'MIX1.temperature', topic, path: 'temperature', unit: '°C', meaning: 'telemetry' }, { id: 'MIX1.state', topic, path: 'state', meaning: 'state' }],
      });
      const subscriber = startMqttSubscriber(connection, {
        url, clock: () => new Date(), log: silent,
        takeHealth: (news) => void health.push(news),
        takeSamples: options.takeSamples ?? ((news) => { samples.push(...news); return Promise.resolve(); }),
      });
      stops.push(() => subscriber.stop());
      return { samples, health, topic };
    }

    async function publisher() {
      const publishers = new MqttPublishers();
      stops.push(() => publishers.close());
      const connector = bindConnector(mqttPublish, { publishers, brokerUrl: (id: string | undefined) => (id === undefined ? url : undefined) });
      return (variables: Record<string, unknown>, key?: string) => connector.run(variables, callOf('mqtt:publish', key));
    }

    it('takes the values of a simulated mixer with the time that the mixer says', async () => {
      const { samples } = subscribe();
      const mixer = runMixer(new SimulatedMixer(), { mqttUrl: url, topic: `${prefix}/mix1`, clock: () => new Date('2026-11-23T05:31:00.000Z') });
      stops.push(() => mixer.stop());
      const state = await eventually('the state', () => Promise.resolve(samples.find(({ tagId }) => tagId === 'MIX1.state')));
      expect(state).to.deep.equal({ tagId: 'MIX1.state', value: 'Running', quality: 'good', sourceTime: '2026-11-23T05:31:00.000Z' });
      expect(samples.find(({ tagId }) => tagId === 'MIX1.temperature')?.value).to.match(/^2\d\.\d$/);
    });

    it('publishes for a step and takes what is not a number as bad', async () => {
      const { samples, topic, health } = subscribe();
      await eventually('the subscription', () => Promise.resolve(health.some(({ connected }) => connected)));
      const publish = await publisher();
      await eventually('a message to arrive', async () => {
        await publish({ topic, message: { state: 'Idle', temperature: { is: 'odd' } } }, '4711');
        return samples.length > 0;
      });
      expect(samples.find(({ tagId }) => tagId === 'MIX1.state')).to.include({ value: 'Idle', quality: 'good' });
      expect(samples.find(({ tagId }) => tagId === 'MIX1.temperature')).to.include({ value: null, quality: 'bad' });
    });

    it('loses nothing of a burst, although storing is slow and fails at times', async function () {
      this.timeout(60_000);
      const stored = new Set<string>();
      let calls = 0;
      const { topic, health } = subscribe({
        async takeSamples(samples) {
          await new Promise((resolve) => setImmediate(resolve));
          if (++calls % 200 === 0) throw new Error('the database is busy');
          for (const { tagId, value } of samples) if (tagId === 'MIX1.state') stored.add(String(value));
        },
      });
      await eventually('the connection', () => Promise.resolve(health.some(({ connected }) => connected)));
      const publish = await publisher();
      await eventually('the subscription', async () => {
        await publish({ topic, message: { state: 'first', temperature: '1' } });
        return stored.has('first');
      });
      await Promise.all(Array.from({ length: 600 }, (_, index) => publish({ topic, message: { state: `s${index}`, temperature: '1' } })));
      await eventually('all messages', () => Promise.resolve(stored.size >= 601), 40_000);
    });

    it('tells silence as bad quality', async () => {
      const { samples, health } = subscribe({ silentMsMax: 100 });
      await eventually('the silence', () => Promise.resolve(health.some(({ connected, error }) => !connected && error?.includes('No message') === true)));
      await eventually('bad samples', () => Promise.resolve(samples.length === 2 && samples.every(({ quality }) => quality === 'bad')));
    });

    it('refuses unknown connections and wildcards, and tries again when no broker answers', async () => {
      const publish = await publisher();
      const failure = (variables: Record<string, unknown>) => publish({ message: {}, ...variables }).then(() => expect.fail('was sent'), (error: unknown) => error);
      expect(await failure({ topic: 'a', connection: 'other' })).to.be.instanceOf(ConfigurationError);
      expect(await failure({ topic: 'a/#' })).to.be.instanceOf(ConfigurationError);
      const publishers = new MqttPublishers();
      const refused = await publishers.publish('mqtt://127.0.0.1:1', 'a', '{}', { qos: 1, retain: false, timeoutMs: 200 }).catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(RetryableError);
      await publishers.close();
    });
  });
}
