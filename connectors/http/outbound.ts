import { z } from 'zod';
import { defineConnector } from '../runtime/connector.ts';
import type { Effects } from '../runtime/effects.ts';
import { BusinessError, RetryableError, messageOf } from '../runtime/errors.ts';

const bodyCharactersMax = 1_000_000;

const request = z.object({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET').meta({ title: 'Method' }),
  url: z.url({ protocol: /^https?$/ }).meta({ title: 'URL' }),
  headers: z.record(z.string(), z.string()).nullish().meta({ title: 'Headers' }),
  body: z.unknown().optional().meta({ title: 'Body', description: 'Sent as JSON; a text is sent as it is' }),
  timeoutSeconds: z.number().positive().max(60).default(20).meta({ title: 'Time-out in seconds' }),
});
type Request = z.output<typeof request>;

export interface HttpDeps {
  readonly effects: Effects;
}

export const httpRequest = defineConnector({
  type: 'http:request',
  name: { en: 'Call a web service', 'zh-CN': '调用 Web 服务' },
  description: {
    en: 'Sends a request and takes the answer. A 4xx answer is the BPMN error HTTP_<status>. Repetitions carry the same Idempotency-Key.',
    'zh-CN': '发送请求并接收响应。4xx 响应为 BPMN 错误 HTTP_<状态码>。重试携带相同的 Idempotency-Key。',
  },
  timeoutMs: 90_000,
  secretInputs: ['url', 'headers', 'body'],
  input: request,
  output: z.object({ response: z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.unknown() }) }),
  async handle(input, { job, signal }, { effects }: HttpDeps) {
    return { response: await effects.remember(job, () => send(input, job.key, signal)) };
  },
});

async function send({ method, url, headers, body, timeoutSeconds }: Request, jobKey: string, signal: AbortSignal) {
  const hasBody = body !== undefined && body !== null && method !== 'GET';
  const timeout = AbortSignal.any([signal, AbortSignal.timeout(timeoutSeconds * 1000)]);
  const { host } = new URL(url);
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method,
      headers: { 'idempotency-key': jobKey, ...(hasBody && typeof body !== 'string' ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(hasBody ? { body: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
      // Following would send the headers, and a secret in them, to wherever the answer points.
      redirect: 'manual',
      signal: timeout,
    });
    text = (await response.text()).slice(0, bodyCharactersMax);
  } catch (error) {
    throw new RetryableError(`${host} does not answer: ${messageOf(error)}`, { cause: error });
  }
  if (response.status >= 500 || response.status === 429 || response.status === 408)
    throw new RetryableError(`${host} answered ${response.status}: ${text.slice(0, 300)}`, { codeWhenExhausted: `HTTP_${response.status}` });
  const answer = { status: response.status, headers: Object.fromEntries(response.headers), body: parse(text, response.headers.get('content-type')) };
  if (response.status >= 400) throw new BusinessError(`HTTP_${response.status}`, `${host} answered ${response.status}: ${text.slice(0, 300)}`, { response: answer });
  return answer;
}

function parse(text: string, contentType: string | null): unknown {
  if (contentType === null || !/[/+]json\b/.test(contentType)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
