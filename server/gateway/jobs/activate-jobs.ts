import type { ServerWritableStream } from '@grpc/grpc-js';
import { utf8Size } from '../../engine/index.ts';
import { rejectionError } from '../gateway-error.ts';
import type { ActivateJobsRequest } from '../messages.ts';
import { requireDefaultTenant } from '../tenants.ts';
import { activatedJobMessage } from './activated-job-message.ts';
import type { JobDispatcher } from './job-dispatcher.ts';
import type { JobReceiver } from './job-receiver.ts';

/** Node's timers hold 31 bits. */
const TIMER_MS_MAX = 2 ** 31 - 1;
const DEFAULT_REQUEST_TIMEOUT_MS = 10_000;
/** Clients take messages up to 4 MB; a response is closed well below that. */
const RESPONSE_BYTES_MAX = 1_000_000;
/** What is left then is for the next request: all of an answer may be in memory until the client has read it. */
const ANSWER_BYTES_MAX = 16_000_000;

type Call = ServerWritableStream<ActivateJobsRequest, object>;

/**
 * Long polling: answers with the jobs there are, or waits for the first until the request times out. A negative request time-out means "do
 * not wait", 0 the default of 10 s. Who asks for no job waits as well, as in Zeebe.
 */
export function activateJobs(call: Call, dispatcher: JobDispatcher, refuse: (error: unknown) => void): void {
  const request = call.request;
  requireDefaultTenant('ActivateJobs', request.tenantIds);
  const requestTimeoutMs = Number(request.requestTimeout);
  const asksForNone = request.maxJobsToActivate <= 0;
  if (!asksForNone) requireValid(request);
  let done = false;
  let [givenJobs, givenBytes] = [0, 0];
  const finish = () => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    dispatcher.remove(receiver);
  };
  const receiver: JobReceiver = {
    type: request.type, worker: request.worker, timeoutMs: Number(request.timeout), fetchVariables: request.fetchVariable,
    capacity: () => (done || asksForNone || givenBytes > ANSWER_BYTES_MAX ? 0 : request.maxJobsToActivate - givenJobs),
    closed: () => done,
    deliver: (jobs) => {
      for (const { batch, bytes } of batches(jobs.map((job) => activatedJobMessage(job)))) {
        call.write({ jobs: batch });
        givenBytes += bytes;
      }
      givenJobs += jobs.length;
      return true;
    },
    served: () => {
      if (done) return;
      finish();
      call.end();
    },
    refuse: (error) => {
      finish();
      refuse(error);
    },
  };
  const timer = setTimeout(receiver.served, Math.min(requestTimeoutMs > 0 ? requestTimeoutMs : DEFAULT_REQUEST_TIMEOUT_MS, TIMER_MS_MAX));
  call.on('cancelled', finish);
  if (requestTimeoutMs < 0 && asksForNone) receiver.served();
  else if (requestTimeoutMs < 0) dispatcher.tryOnce(receiver);
  else dispatcher.add(receiver);
}

/** The engine would refuse it too; here it costs no command. */
function requireValid({ type }: ActivateJobsRequest): void {
  if (type === '') throw invalid('type to be present, but it was blank');
}

function invalid(reason: string) {
  return rejectionError('ACTIVATE', 'INVALID_ARGUMENT', `Expected to activate job batch with ${reason}`);
}

function* batches<T extends object>(jobs: readonly T[]): Generator<{ batch: T[]; bytes: number }> {
  let [batch, bytes]: [T[], number] = [[], 0];
  for (const job of jobs) {
    const size = utf8Size(job);
    if (batch.length > 0 && bytes + size > RESPONSE_BYTES_MAX) {
      yield { batch, bytes };
      [batch, bytes] = [[], 0];
    }
    batch.push(job);
    bytes += size;
  }
  if (batch.length > 0) yield { batch, bytes };
}
