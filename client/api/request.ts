import { Problem, type ProblemBody } from './problem.ts';

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Sent as JSON, unless `text` is given. */
  body?: unknown;
  /** A raw body (XML or CSV) with its content type. */
  text?: { content: string; type: string };
  /** Makes a repeated submission answer like the first one. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** Told when the server no longer knows who we are. */
let onSignedOut: () => void = () => undefined;

export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/**
 * Asks the API and returns its JSON answer.
 * Mutations carry `X-Takt-Request`, which a foreign site cannot send (CSRF).
 * @throws Problem for every refusal, and with code `offline` when the server cannot be reached.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const { method = 'GET', body, text, idempotencyKey, signal } = options;
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-Takt-Request'] = '1';
  if (idempotencyKey) headers['Idempotency-Key'] = idempotencyKey;
  if (text) headers['Content-Type'] = text.type;
  else if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(path, {
      method, headers, signal: signal ?? null, credentials: 'same-origin',
      body: text ? text.content : body === undefined ? null : JSON.stringify(body),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Problem(0, { code: 'offline' });
  }
  const answer = await readAnswer(response);
  if (response.ok) return answer as T;
  if (response.status === 401 && path !== '/api/session') onSignedOut();
  throw new Problem(response.status, (answer ?? {}) as ProblemBody);
}

async function readAnswer(response: Response): Promise<unknown> {
  const content = await response.text();
  if (content === '') return undefined;
  try {
    return JSON.parse(content) as unknown;
  } catch {
    return response.ok ? content : { title: response.statusText };
  }
}
