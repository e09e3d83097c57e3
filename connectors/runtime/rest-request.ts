import { request as plainRequest } from 'node:http';
import { request as secureRequest, type RequestOptions } from 'node:https';

export interface RestAnswer {
  readonly status: number;
  readonly text: string;
}

/** Posts JSON. Rejects when no whole answer comes within `timeoutMs`. Unlike `fetch` it can be given certificates. */
export function postJson(url: string, body: object, options: RequestOptions, timeoutMs: number): Promise<RestAnswer> {
  const json = JSON.stringify(body);
  const send = url.startsWith('https:') ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      ...options, method: 'POST', signal: AbortSignal.timeout(timeoutMs),
      headers: { ...options.headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) },
    }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
    });
    request.on('error', reject);
    request.end(json);
  });
}
