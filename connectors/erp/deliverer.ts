import { z } from 'zod';
import type { OutgoingEntry } from '../runtime/effects.ts';
import { PermanentError, RetryableError, messageOf } from '../runtime/errors.ts';

const report = z.object({ orderId: z.string() });

export interface ErpDelivererOptions {
  /** Where the ERP takes reports. */
  readonly url: string;
  /** Sent as a bearer token. */
  readonly token?: string | undefined;
  /** The B2MML document of an order. */
  readonly performanceXml: (orderId: string) => Promise<string>;
  readonly timeoutMs?: number;
}

/**
 * Posts performance reports. `Idempotency-Key` is the same at every repetition, so that an ERP that took a report whose
 * answer was lost can tell.
 */
export function erpDeliverer({ url, token, performanceXml, timeoutMs = 20_000 }: ErpDelivererOptions) {
  return async (entry: OutgoingEntry): Promise<{ status: number; answer: string }> => {
    const parsed = report.safeParse(entry.payload);
    if (!parsed.success) throw new PermanentError(`The outbox holds a report of unknown shape: ${z.prettifyError(parsed.error)}`, 'ERP');
    const body = await performanceXml(parsed.data.orderId);
    let response: Response;
    let answer: string;
    try {
      response = await fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/xml; charset=utf-8', 'idempotency-key': entry.dedupeKey, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
        signal: AbortSignal.timeout(timeoutMs),
      });
      answer = (await response.text()).slice(0, 2000);
    } catch (error) {
      throw new RetryableError(`The ERP at ${new URL(url).host} does not answer: ${messageOf(error)}`, { cause: error });
    }
    if (response.ok) return { status: response.status, answer };
    const text = `The ERP at ${new URL(url).host} answered ${response.status} to the report of order ${parsed.data.orderId}: ${answer}`;
    // 409 is how a receiver says that it has this key already.
    if (response.status === 409) return { status: response.status, answer };
    if (isRefusal(response.status)) throw new PermanentError(text, `HTTP_${response.status}`);
    throw new RetryableError(text);
  };
}

/** What repeating cannot change. A missing right (401, 403) can be given, a missing address (404) put up, meanwhile. */
function isRefusal(status: number): boolean {
  return status === 400 || status === 405 || status === 410 || status === 413 || status === 415 || status === 422;
}
