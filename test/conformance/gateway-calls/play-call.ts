import { request as httpRequest } from 'node:http';
import { callStream, callUnary, type Message } from '../../support/raw-gateway-client.ts';
import { canonicalJson } from '../json-text.ts';
import { prepare, type Names } from './backdrop.ts';
import type { CallStage } from './call-stage.ts';
import type { GatewayCall } from './gateway-call.ts';

const STREAMING = new Set(['ActivateJobs', 'StreamActivatedJobs']);
const REST_TIMEOUT_MS = 10_000;
/** Headers that tell a client what to do instead. */
const TELLING_HEADERS = ['content-type', 'allow', 'accept'];

let calls = 0;

/** Plays a call on a gateway and gives the answer as text, keys by the names they have in the call. */
export async function playCall(call: GatewayCall, stage: CallStage, backdrop: Names): Promise<string> {
  const type = `type-${++calls}`;
  const names = { ...backdrop, ...await prepare(call.given ?? 'nothing', stage, type), $type: type };
  const answer = call.call.includes(' ') ? await playRest(call, stage, names) : await playGrpc(call, stage, names);
  return Object.entries(names)
    .sort(([, a], [, b]) => b.length - a.length)
    .reduce((text, [name, value]) => text.replaceAll(value, name), answer)
    // At its deadline grpc-js says one or the other, whichever it notices first.
    .replace(/DEADLINE_EXCEEDED Deadline exceeded after .*|CANCELLED Call cancelled/, 'DEADLINE_EXCEEDED the client hung up')
    .replace(/(command-api-1 to )127\.0\.0\.1:\d+ timed out in PT[\d.]+S/, '$1<address> timed out in <time>')
    .replaceAll(/"port":\d+/g, '"port":<port>')
    .replaceAll(/(?<!\d)(225179981|450359962)\d{7}(?!\d)/g, '<key>')
    .replaceAll(/(?<!\d)1\d{12}(?!\d)/g, '<time>');
}

async function playGrpc(call: GatewayCall, stage: CallStage, names: Names): Promise<string> {
  const request = fill(call.request ?? {}, names) as Message;
  const options = call.deadlineMs === undefined ? {} : { deadlineMs: call.deadlineMs };
  const answer = await (STREAMING.has(call.call) ? callStream : callUnary)(stage.client, call.call, request, options);
  return typeof answer === 'string' ? answer : JSON.stringify(answer, comparable);
}

/** JSON texts that mean the same are equal: Zeebe writes numbers and texts in its own way. */
function comparable(field: string, value: unknown): unknown {
  if (field !== 'variables' || typeof value !== 'string') return value;
  return canonicalJson(value).replaceAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.]*(?:e[+-]?\d+)?/g, (token) => (/^-?\d.*[.e]|^-0$/.test(token) ? String(Number(token) || 0) : token));
}

function playRest({ call, body, headers = {} }: GatewayCall, stage: CallStage, names: Names): Promise<string> {
  const [method, path] = (fill(call, names) as string).split(' ') as [string, string];
  const sent = body === undefined ? undefined : fill(body, names) as string;
  const length = sent === undefined ? {} : { 'content-length': Buffer.byteLength(sent) };
  return new Promise((resolve, reject) => {
    const request = httpRequest(stage.restAddress + path, { method, headers: { ...headers, ...length }, agent: false, timeout: REST_TIMEOUT_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const told = TELLING_HEADERS.filter((name) => response.headers[name] !== undefined).map((name) => `${name}: ${String(response.headers[name])}`);
        resolve([String(response.statusCode), ...told, canonicalJson(Buffer.concat(chunks).toString('utf8'))].join('\n'));
      });
    });
    request.on('error', reject);
    request.on('timeout', () => request.destroy(new Error(`${method} ${path} was not answered`)));
    request.end(sent);
  });
}

function fill(value: unknown, names: Names): unknown {
  if (typeof value === 'string') return value.replaceAll(/\$[a-z]+/g, (name) => names[name] ?? name);
  if (Array.isArray(value)) return value.map((item) => fill(item, names));
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, item]) => [field, fill(item, names)]));
}
