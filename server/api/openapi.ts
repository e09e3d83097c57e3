import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { Route } from '../mes/http/index.ts';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

const problemSchema = z.object({
  type: z.string(), title: z.string(), status: z.number().int(), detail: z.string(), instance: z.string(), code: z.string(),
  nextStep: z.string().optional(), params: z.record(z.string(), z.unknown()).optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string(), code: z.string().optional() })).optional(),
});

/** The OpenAPI 3.1 description of the routes, from the schemas that check them. */
export function describeApi(routes: readonly Route[], { url, version }: { url: string; version: string }): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'takt.sid' });
  registry.registerComponent('securitySchemes', 'erpToken', { type: 'http', scheme: 'bearer' });
  for (const route of routes) registry.registerPath(describeRoute(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Takt', version,
      description: 'Manufacturing Execution System. Lists are {items, nextCursor?}; errors are problem+json (RFC 9457) with a code and the next step. Changes take an Idempotency-Key header; from a browser they need X-Takt-Request: 1.',
    },
    servers: [{ url }],
  });
}

function describeRoute(route: Route): RouteConfig {
  const { access } = route;
  const isPublic = access.public === true;
  const status = route.status ?? (route.response === undefined && route.responseType === undefined && route.kind !== 'respond' ? 204 : 200);
  const bodyType = route.bodyType ?? 'application/json';
  const responseType = route.responseType ?? 'application/json';
  const answer = route.responseType === undefined ? route.response : z.string();
  return {
    method: route.method,
    path: route.path,
    summary: route.summary,
    tags: [route.tag],
    description: isPublic ? 'Open to everybody.' : access.roles === 'signed-in' ? 'For everybody who is signed in.' : `For: ${access.roles.join(', ')} (and admin).`,
    security: isPublic ? [] : [{ session: [] }, ...(access.erpToken === true ? [{ erpToken: [] }] : [])],
    request: {
      ...(route.params instanceof z.ZodObject ? { params: route.params } : {}),
      ...(route.query instanceof z.ZodObject ? { query: route.query } : {}),
      ...(route.body === undefined && route.bodyType === undefined ? {} : { body: { content: { [bodyType]: { schema: route.body ?? z.string() } } } }),
      ...(route.kind === 'change' ? { headers: z.object({ 'Idempotency-Key': z.string().max(128).optional() }) } : {}),
    },
    responses: {
      [status]: { description: 'Done', ...(answer === undefined ? {} : { content: { [responseType]: { schema: answer } } }) },
      default: { description: 'Refused or failed', content: { 'application/problem+json': { schema: problemSchema } } },
    },
  };
}
