import type { Sample } from '../runtime/signal.ts';
import type { MqttTag } from './connection.ts';

/**
 * The samples in one message. The time is the message's own `time` (ISO 8601) when it has one, else `receivedAt`. A message
 * that is not what the tag says gives a bad sample, never an error: one odd device must not stop the others.
 */
export function samplesOf(payload: Buffer, tags: readonly MqttTag[], receivedAt: string): Sample[] {
  const text = payload.toString('utf8');
  const message = parse(text);
  const time = at(message, 'time');
  const sourceTime = typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? new Date(time).toISOString() : receivedAt;
  return tags.map((tag) => {
    const value = scalar(at(message, tag.path));
    return { tagId: tag.id, value: value ?? null, quality: value === undefined ? 'bad' : 'good', sourceTime };
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function at(message: unknown, path: string): unknown {
  if (path === '') return message;
  return path.split('.').reduce<unknown>((value, name) => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined), message);
}

function scalar(value: unknown): string | boolean | undefined {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
