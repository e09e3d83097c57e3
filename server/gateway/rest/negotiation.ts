import type { IncomingMessage } from 'node:http';
import { Problem } from './problem.ts';

/** What a route asks of a request's method, `accept` and `content-type`; refused as Zeebe's REST gateway refuses it. */
export interface RouteRules {
  readonly method: string;
  /** Media types of its answers. */
  readonly answers: readonly string[];
  /** `ignored`: whatever is sent along; `required`: JSON of some kind must come. */
  readonly body: 'ignored' | 'optional' | 'required';
}

export function requireMethod(request: IncomingMessage, { method }: RouteRules): void {
  if (request.method !== method) throw new Problem(405, 'Method Not Allowed', `Supported methods: [${method}]`, { allow: method });
}

export function requireAcceptable(request: IncomingMessage, { answers }: RouteRules): void {
  const accepted = (request.headers.accept ?? '*/*').split(',').map((range) => range.split(';')[0]!.trim().toLowerCase());
  if (answers.some((type) => accepted.some((range) => range === '*/*' || range === type || range === 'application/*'))) return;
  throw new Problem(406, 'Not Acceptable', `Acceptable representations: [${answers.join(', ')}].`, { accept: answers.join(', ') });
}

export function requireJson(request: IncomingMessage, { body }: RouteRules): void {
  if (body === 'ignored') return;
  const type = request.headers['content-type'];
  if (type === undefined && (body === 'required' || hasBody(request))) throw unsupported('');
  if (type?.includes('/') === false) throw unsupported('Could not parse Content-Type.');
  if (type !== undefined && !/^application\/json\s*(;|$)/i.test(type)) throw unsupported(`Content-Type '${type}' is not supported.`);
}

function unsupported(detail: string): Problem {
  return new Problem(415, 'Unsupported Media Type', detail, { accept: 'application/json' });
}

function hasBody(request: IncomingMessage): boolean {
  return Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
}
