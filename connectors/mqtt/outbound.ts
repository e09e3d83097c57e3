import { z } from 'zod';
import { defineConnector } from '../runtime/connector.ts';
import { ConfigurationError } from '../runtime/errors.ts';
import type { MqttPublishers } from './clients.ts';

export interface MqttDeps {
  readonly publishers: MqttPublishers;
  /** Broker of a connection id; without one the plant's own. */
  readonly brokerUrl: (connectionId: string | undefined) => string | undefined;
}

export const mqttPublish = defineConnector({
  type: 'mqtt:publish',
  name: { en: 'Publish to MQTT', 'zh-CN': '发布 MQTT 消息' },
  description: {
    en: 'Sends a message. It may be sent twice after a crash: it carries the job key as messageId for receivers that must know.',
    'zh-CN': '发送消息。崩溃后可能重复发送；消息带有作业键 messageId 以便接收方识别。',
  },
  timeoutMs: 30_000,
  input: z.object({
    connection: z.string().nullish().meta({ title: 'Connection', description: 'Empty: the plant\'s own broker' }),
    topic: z.string().min(1).regex(/^[^+#]+$/, 'a topic to publish to has no wildcards').meta({ title: 'Topic' }),
    message: z.record(z.string(), z.unknown()).meta({ title: 'Message', description: 'Sent as JSON' }),
    qos: z.union([z.literal(0), z.literal(1)]).default(1).meta({ title: 'QoS' }),
    retain: z.boolean().default(false).meta({ title: 'Retain' }),
  }),
  output: z.object({}),
  async handle(input, { job }, { publishers, brokerUrl }: MqttDeps) {
    const url = brokerUrl(input.connection ?? undefined);
    if (url === undefined) throw new ConfigurationError(`There is no MQTT connection "${input.connection ?? ''}".`);
    await publishers.publish(url, input.topic, JSON.stringify({ messageId: job.key, ...input.message }), { qos: input.qos, retain: input.retain, timeoutMs: 10_000 });
    return {};
  },
});
