import type { Tx } from '../database/index.ts';
import { Refusal } from '../mes/refusal.ts';

interface IdempotentRequest {
  readonly key: string;
  readonly personId: string;
  /** Of method, path and body: a key stands for one request. */
  readonly requestHash: string;
}

/** Answers from what was stored under the key, or does the work and stores its answer in the same transaction. */
export async function answerOnce(tx: Tx, { key, personId, requestHash }: IdempotentRequest, work: () => Promise<unknown>): Promise<unknown> {
  if (key.length > 128)
    throw new Refusal({ code: 'idempotency-key-too-long', status: 400, title: 'Idempotency-Key too long', detail: 'An Idempotency-Key has at most 128 characters.' });
  const stored = (await tx.knex('idempotency_key').where({ key, person_id: personId }).first('request_hash', 'response')) as
    | { request_hash: string; response: string | null }
    | undefined;
  if (stored !== undefined) {
    if (stored.request_hash !== requestHash)
      throw new Refusal({
        code: 'idempotency-key-reused', status: 422, title: 'Idempotency-Key used before',
        detail: 'This Idempotency-Key was used for another request.', nextStep: 'Use a new key for a new request.',
      });
    return stored.response === null ? undefined : JSON.parse(stored.response);
  }
  const answer = await work();
  await tx.knex('idempotency_key').insert({
    key, person_id: personId, request_hash: requestHash, response: answer === undefined ? null : JSON.stringify(answer), created_at: tx.now(),
  });
  return answer;
}
