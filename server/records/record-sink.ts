import { createHash, timingSafeEqual } from 'node:crypto';
import express from 'express';
import type { ErrorRequestHandler, Router } from 'express';
import type { Projector } from './projector.ts';
import { parseExact } from './record.ts';

const bulkBytesMax = '64mb';

export interface RecordSinkOptions {
  readonly projector: Pick<Projector, 'apply'>;
  /** The password that the exporter must give by basic authentication. */
  readonly token?: string;
  /** Told of what could not be taken; the exporter sends it again until it can. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Answers what Zeebe's Elasticsearch exporter (8.5) asks of an Elasticsearch: PUT of its templates and settings, and
 * POST /_bulk with the records. A bulk is acknowledged when its records are on disk; until then the exporter repeats it.
 */
export function recordSink({ projector, token, onError = () => undefined }: RecordSinkOptions): Router {
  const router = express.Router();
  router.use((request, response, next) => {
    // The Elasticsearch client refuses servers that do not present themselves with this header.
    response.set('X-Elastic-Product', 'Elasticsearch');
    if (token === undefined || isAuthorized(request.headers.authorization, token)) return next();
    response.status(401).set('WWW-Authenticate', 'Basic realm="takt"').json({ error: { type: 'security_exception', reason: 'wrong user or password' }, status: 401 });
  });
  router.post('/_bulk', express.text({ type: () => true, limit: bulkBytesMax }), (request, response, next) => {
    const records = readBulk(typeof request.body === 'string' ? request.body : '');
    projector.apply(records).then(() => response.json({ took: 0, errors: false, items: records.map(() => ({ index: { status: 201 } })) }), next);
  });
  for (const path of ['/_component_template/:name', '/_index_template/:name', '/_ilm/policy/:name', '/:index/_settings'])
    router.put(path, (_request, response) => response.json({ acknowledged: true }));
  router.get('/', (_request, response) => response.json({ name: 'takt', cluster_name: 'takt', version: { number: '8.13.0' }, tagline: 'You Know, for Search' }));
  router.use((_request, response) => response.status(404).json({ error: { type: 'resource_not_found_exception', reason: 'Takt only takes records here' }, status: 404 }));
  const failed: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    onError(error);
    const status = (error as { status?: unknown }).status;
    response.status(typeof status === 'number' ? status : 503).json({ error: { type: 'exception', reason: (error as Error).message }, status: 503 });
  };
  router.use(failed);
  return router;
}

/** The documents of a bulk: each follows the line that names its index. */
function readBulk(body: string): unknown[] {
  const lines = body.split('\n').filter((line) => line !== '');
  return lines.filter((_, index) => index % 2 === 1).map(parseExact);
}

function isAuthorized(header: string | undefined, token: string): boolean {
  const basic = /^Basic (.+)$/.exec(header ?? '')?.[1];
  if (basic === undefined) return false;
  const given = Buffer.from(basic, 'base64').toString('utf8').replace(/^[^:]*:/, '');
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
