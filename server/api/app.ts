import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import express from 'express';
import type { Express, Router } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Registry } from 'prom-client';
import type { Database } from '../database/index.ts';
import type { Route } from '../mes/http/index.ts';
import { plantSecret } from '../mes/settings/settings.ts';
import { sessions } from './authenticate.ts';
import { describeApi } from './openapi.ts';
import type { ApiMetrics } from './metrics.ts';
import { guard, mountRoute } from './mount.ts';
import { problems, unknownPath } from './problem.ts';
import { renderDocs } from './docs-page.ts';

type SignedIn = Extract<Route['access'], { roles: unknown }>['roles'];

export interface AppOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly registry: Registry;
  readonly metrics: ApiMetrics;
  readonly routes: readonly Route[];
  /** Express routers of others, with who may use them. */
  readonly routers: readonly { readonly path: string; readonly roles: SignedIn; readonly router: Router }[];
  /** The address people use, such as https://mes.example.com */
  readonly publicUrl: string;
  readonly version: string;
  /** Folder of the built web client; without it only the API is served. */
  readonly clientDir?: string;
  readonly erpToken?: string;
  /** What Express trusts to tell the caller's address: 'loopback' unless a proxy elsewhere is named. */
  readonly trustProxy?: string;
}

/** The web server's application: the API's routes, its description, the metrics and the web client. */
export async function createExpressApp(options: AppOptions): Promise<Express> {
  const { database, log, registry, metrics, routes, publicUrl, clientDir, erpToken } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', options.trustProxy ?? 'loopback');
  app.set('query parser', 'simple');
  app.use(pinoHttp({
    logger: log, genReqId: () => randomUUID(), customLogLevel: (_request, response, error) => (error !== undefined || response.statusCode >= 500 ? 'error' : 'debug'),
    redact: ['req.headers.cookie', 'req.headers.authorization', 'res.headers["set-cookie"]'],
    serializers: { req: withoutLinks },
  }));
  app.use(securityHeaders(publicUrl.startsWith('https:')));
  app.use(metrics.observe);
  app.get('/metrics', (_request, response, next) => {
    registry.metrics().then((text) => response.type(registry.contentType).send(text), next);
  });
  const document = describeApi(routes, { url: publicUrl, version: options.version });
  const docs = renderDocs(document);
  app.get('/api/openapi.json', (_request, response) => response.json(document));
  app.get('/api/docs', (_request, response) => response.type('html').send(docs));
  const { handler } = sessions({ database, secret: await plantSecret(database, 'session'), secure: publicUrl.startsWith('https:') });
  app.use('/api', handler);
  const mounting = { database, origins: [new URL(publicUrl).origin], ...(erpToken === undefined ? {} : { erpToken }) };
  for (const route of routes) mountRoute(app, route, mounting);
  for (const { path: base, roles, router } of options.routers) app.use(base, guard(roles, mounting), router);
  app.use('/api', (request, _response, next) => next(unknownPath(request)));
  if (clientDir !== undefined) serveClient(app, clientDir);
  app.use((request, _response, next) => next(unknownPath(request)));
  app.use(problems);
  return app;
}

/** A ticket link in an address is as good as a password for its ticket: the log names the route without it. */
function withoutLinks(request: { url: string; params?: unknown; headers?: Record<string, unknown> }): object {
  const hide = (text: string) => text.replace(/(\/(?:api\/ticket-links|t)\/)[^/?#]+/, '$1…');
  const referer = request.headers?.referer;
  return { ...request, url: hide(request.url), params: undefined, headers: { ...request.headers, ...(typeof referer === 'string' ? { referer: hide(referer) } : {}) } };
}

/**
 * Scripts come from us alone and nothing is evaluated: forms in the web client are checked by precompiled validators or by
 * the API. antd writes its styles into the page, hence inline styles; a plant without https must not be sent there.
 */
function securityHeaders(https: boolean) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'], fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"], workerSrc: ["'self'", 'blob:'], frameSrc: ["'self'"], objectSrc: ["'none'"], baseUri: ["'self'"], formAction: ["'self'"], frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: https,
    // Over plain http browsers ignore these and complain in the console.
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
  });
}

function serveClient(app: Express, clientDir: string): void {
  const index = path.join(clientDir, 'index.html');
  app.use('/assets', express.static(path.join(clientDir, 'assets'), { immutable: true, maxAge: '1y', fallthrough: true }));
  app.use(express.static(clientDir, { index: false, maxAge: 0 }));
  // Every other address is a page of the client, which knows what to show; a missing asset is missing.
  app.get('/{*page}', (request, response, next) => {
    if (request.path.startsWith('/assets/') || !request.accepts('html') || !existsSync(index)) return next();
    response.set('cache-control', 'no-cache').sendFile(index);
  });
}
