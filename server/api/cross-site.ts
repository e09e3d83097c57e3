import type { Request } from 'express';
import { Refusal } from '../mes/refusal.ts';

/**
 * Refuses changes that another site's page could have sent with the person's cookie. Our client sends the header
 * X-Takt-Request, which a foreign page cannot without a CORS permission that we never give; programs send JSON without an
 * Origin, or with our own.
 * @param origins the addresses under which people reach us
 */
export function refuseCrossSite(request: Request, origins: readonly string[]): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  if (request.get('x-takt-request') !== undefined) return;
  const origin = request.get('origin');
  const own = origin === undefined || origins.includes(origin) || origin === `${request.protocol}://${request.get('host') ?? ''}`;
  const simple = request.is(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']) !== false;
  if (own && !simple && request.get('sec-fetch-site') !== 'cross-site') return;
  throw new Refusal({
    code: 'cross-site-request', status: 403, title: 'Request from another site',
    detail: 'A change must come from Takt\'s own pages or from a program.', nextStep: 'Send the header X-Takt-Request: 1.',
  });
}
