import { z } from 'zod';

/** A value inside the JSON messages of a topic. */
export const mqttTag = z.object({
  id: z.string().min(1),
  topic: z.string().min(1),
  /** Property of the message, levels joined by dots; empty when the message is the value itself. */
  path: z.string().default(''),
  unit: z.string().optional(),
  meaning: z.string().optional(),
});
export type MqttTag = z.infer<typeof mqttTag>;

/** Machines behind an MQTT broker; without `url` it is the plant's own broker. */
export const mqttConnection = z.object({
  id: z.string().min(1),
  type: z.literal('mqtt'),
  url: z.string().optional(),
  equipmentId: z.string().optional(),
  /** Silence after which the values count as bad. */
  silentMsMax: z.number().int().min(100).default(15_000),
  tags: z.array(mqttTag).default([]),
});
export type MqttConnection = z.infer<typeof mqttConnection>;
