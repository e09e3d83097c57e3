import { Counter, Gauge, Histogram, collectDefaultMetrics } from 'prom-client';
import type { Registry } from 'prom-client';
import type { RequestHandler } from 'express';
import type { Database } from '../database/index.ts';

export interface ApiMetrics {
  readonly observe: RequestHandler;
  readonly live: { inc(): void; dec(): void };
}

/**
 * Registers what the API and the plant's tables have to tell: requests, live listeners, the outbox and how far the
 * tables are behind the engine. Job workers register their own counters in the same registry.
 */
export function apiMetrics(registry: Registry, database: Database): ApiMetrics {
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'takt_http_request_seconds', help: 'Time to answer a request', labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5], registers,
  });
  const refused = new Counter({ name: 'takt_http_refusals_total', help: 'Requests answered with 4xx', labelNames: ['route', 'status'], registers });
  const live = new Gauge({ name: 'takt_live_connections', help: 'Browsers that listen to live events', registers });
  new Gauge({
    name: 'takt_outbox_entries', help: 'Effects on the outside by state', labelNames: ['kind', 'status'], registers,
    async collect() {
      this.reset();
      const rows = (await database.knex('outbox').whereNot({ status: 'done' }).groupBy('kind', 'status').select('kind', 'status').count({ count: '*' })) as { kind: string; status: string; count: number | string }[];
      for (const { kind, status, count } of rows) this.set({ kind, status }, Number(count));
    },
  });
  new Gauge({
    name: 'takt_outbox_oldest_seconds', help: 'Age of the oldest effect on the outside that still waits', labelNames: ['kind'], registers,
    async collect() {
      this.reset();
      const rows = (await database.knex('outbox').whereIn('status', ['pending', 'sending']).groupBy('kind').select('kind').min({ oldest: 'created_at' })) as { kind: string; oldest: string }[];
      for (const { kind, oldest } of rows) this.set({ kind }, secondsBetween(oldest, database.now()));
    },
  });
  new Gauge({
    name: 'takt_projection_lag_seconds', help: 'Time from the engine writing the last record to the tables showing it', labelNames: ['partition'], registers,
    async collect() {
      for (const { partition_id: partition, record_at: recordAt, shown_at: shownAt } of await positions(database))
        if (recordAt !== null && shownAt !== null) this.set({ partition: String(partition) }, secondsBetween(recordAt, shownAt));
    },
  });
  new Gauge({
    name: 'takt_projection_last_record_timestamp_seconds', help: 'When the engine wrote the last record that the tables show (Unix time)', labelNames: ['partition'], registers,
    async collect() {
      for (const { partition_id: partition, record_at: recordAt } of await positions(database)) if (recordAt !== null) this.set({ partition: String(partition) }, Date.parse(recordAt) / 1000);
    },
  });
  new Gauge({
    name: 'takt_projection_position', help: 'Last position of the record stream that the tables show', labelNames: ['partition'], registers,
    async collect() {
      for (const { partition_id: partition, position } of await positions(database)) this.set({ partition: String(partition) }, Number(position));
    },
  });
  new Gauge({
    name: 'takt_incidents', help: 'Incidents that nobody has resolved', registers,
    async collect() {
      const row = (await database.knex('incident').where({ state: 'created' }).count({ count: '*' }).first()) as { count: number | string } | undefined;
      this.set(Number(row?.count ?? 0));
    },
  });
  return {
    live,
    observe: (request, response, next) => {
      const stop = seconds.startTimer();
      response.once('finish', () => {
        const route = String(response.locals.route ?? 'other');
        const labels = { method: request.method, route, status: String(response.statusCode) };
        stop(labels);
        if (response.statusCode >= 400 && response.statusCode < 500) refused.inc({ route, status: labels.status });
      });
      next();
    },
  };
}

interface Position {
  readonly partition_id: number;
  readonly position: string;
  readonly record_at: string | null;
  readonly shown_at: string | null;
}

async function positions(database: Database): Promise<Position[]> {
  return (await database.knex('exporter_position')) as Position[];
}

/** Never negative: the clocks of two machines differ. */
function secondsBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
}
