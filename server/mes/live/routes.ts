import type { Response } from 'express';
import { z } from 'zod';
import type { LiveEvent } from '../../database/index.ts';
import { defineRoute, mayActAs } from '../http/index.ts';
import type { Caller, Role, Route } from '../http/index.ts';
import { Refusal } from '../refusal.ts';
import { topicMatches } from './hub.ts';
import type { LiveHub } from './hub.ts';

/** A reader that is this far behind is cut off; it comes back with its Last-Event-ID and reads on from there. */
const backlogBytesMax = 1_000_000;

/** Topics and who may listen to them. */
const topics: Readonly<Record<string, readonly Role[] | 'signed-in'>> = {
  worklist: 'signed-in', order: 'signed-in', orders: 'signed-in', lot: 'signed-in', lots: 'signed-in', material: 'signed-in', materials: 'signed-in',
  tag: 'signed-in', equipment: 'signed-in', tickets: 'signed-in', ticket: 'signed-in', holds: 'signed-in', notifications: 'signed-in',
  processes: 'signed-in', incidents: ['engineer', 'supervisor'], mail: ['maintenance', 'engineer', 'supervisor'],
};

/** @param connections counts who listens, for the metrics */
export function liveRoutes(hub: LiveHub, connections: { inc(): void; dec(): void } = { inc: () => undefined, dec: () => undefined }, heartbeatMs = 15_000): Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/live', tag: 'Live', roles: 'signed-in', responseType: 'text/event-stream',
      summary: 'Server-sent events of the topics: message {topic, payload}; reset when older events are gone. Last-Event-ID reads on.',
      query: z.object({ topics: z.string().min(1).max(4000).transform((text) => [...new Set(text.split(','))]), lastEventId: z.coerce.number().int().min(0).optional() }),
      respond: async ({ query, caller, request, response, callerNow }) => {
        const refuseTopics = (who: Caller) => query.topics.forEach((topic) => refuseTopic(who, topic));
        refuseTopics(caller);
        const given = request.get('last-event-id');
        const lastId = given !== undefined && /^\d+$/.test(given) ? Number(given) : query.lastEventId;
        response.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' });
        response.flushHeaders();
        // Whoever signed out, was made inactive or lost the role hears no more than until the next heartbeat.
        const heartbeat = setInterval(() => {
          callerNow().then(refuseTopics).then(() => response.write(': still here\n\n'), () => response.destroy());
        }, heartbeatMs).unref();
        response.once('close', () => clearInterval(heartbeat));
        await stream(hub, query.topics, lastId, response, connections);
      },
    }),
  ];
}

function refuseTopic(caller: Caller, topic: string): void {
  const kind = topic.split(':')[0]!;
  const roles = Object.hasOwn(topics, kind) ? topics[kind] : undefined;
  if (roles === undefined) throw new Refusal({ code: 'unknown-topic', status: 422, title: 'Unknown topic', detail: `There is no topic "${topic.slice(0, 100)}".`, field: 'topics' });
  if (roles !== 'signed-in' && !mayActAs(caller.roles, roles))
    throw new Refusal({ code: 'not-allowed', status: 403, title: 'Not allowed', detail: `The topic ${kind} is for: ${roles.join(', ')}.`, params: { roles } });
}

async function stream(hub: LiveHub, wanted: readonly string[], lastId: number | undefined, response: Response, connections: { inc(): void; dec(): void }): Promise<void> {
  connections.inc();
  // Events that commit while the past is being read wait here, so that nothing is lost between the two.
  let waiting: LiveEvent[] | undefined = [];
  const send = (event: LiveEvent) => {
    if (response.writableLength > backlogBytesMax) return response.destroy();
    return response.write(`id: ${event.id}\nevent: message\ndata: ${JSON.stringify({ topic: event.topic, payload: event.payload })}\n\n`);
  };
  const unsubscribe = hub.subscribe((event) => {
    if (!wanted.some((subscription) => topicMatches(subscription, event.topic))) return;
    if (waiting === undefined) send(event);
    else waiting.push(event);
  });
  response.once('close', () => {
    connections.dec();
    unsubscribe();
  });
  response.write('retry: 1000\n\n');
  const sent = new Set<number>();
  if (lastId !== undefined) {
    const { events, complete } = await hub.replay(lastId, wanted);
    if (!complete) response.write('event: reset\ndata: {}\n\n');
    for (const event of events) {
      send(event);
      sent.add(event.id);
    }
  }
  for (const event of waiting) if (!sent.has(event.id)) send(event);
  waiting = undefined;
}
