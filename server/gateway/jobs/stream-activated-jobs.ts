import { Metadata, status, type ServerWritableStream } from '@grpc/grpc-js';
import type { ActivatedJob } from '../../engine/index.ts';
import { GatewayError } from '../gateway-error.ts';
import type { StreamActivatedJobsRequest } from '../messages.ts';
import { requireDefaultTenant } from '../tenants.ts';
import { activatedJobMessage } from './activated-job-message.ts';
import type { JobDispatcher } from './job-dispatcher.ts';
import type { JobReceiver } from './job-receiver.ts';

/** Jobs taken for a stream at a time: small, so that several streams share what there is. */
const BATCH = 16;
/** What may wait for a client to read it: so many jobs, or so many characters of variables and headers. */
const UNREAD_JOBS_MAX = 256;
const UNREAD_CHARS_MAX = 1024 * 1024;

/** Sends jobs as soon as they are there, until the client hangs up; it pauses while the client does not read. */
export function streamActivatedJobs(
  call: ServerWritableStream<StreamActivatedJobsRequest, object>, dispatcher: JobDispatcher, refuse: (error: unknown) => void,
): void {
  const request = call.request;
  requireDefaultTenant('StreamActivatedJobs', request.tenantIds);
  if (request.type.trim() === '') {
    throw new GatewayError(status.INVALID_ARGUMENT, 'Expected to stream activated jobs with type to be present, but it was blank');
  }
  if (Number(request.timeout) <= 0) {
    throw new GatewayError(status.INVALID_ARGUMENT,
      `Expected to stream activated jobs with timeout to be greater than zero, but it was ${request.timeout}`);
  }
  let closed = false;
  let unreadChars = 0;
  let congested = false;
  const send = (job: ActivatedJob) => {
    const message = activatedJobMessage(job);
    const length = message.variables.length + message.customHeaders.length;
    unreadChars += length;
    const takesMore = call.write(message, () => { unreadChars -= length; });
    if (!takesMore) congested = call.writableLength >= UNREAD_JOBS_MAX || unreadChars >= UNREAD_CHARS_MAX;
  };
  const receiver: JobReceiver = {
    type: request.type, worker: request.worker, timeoutMs: Number(request.timeout), fetchVariables: request.fetchVariable,
    capacity: () => (closed || congested ? 0 : BATCH),
    closed: () => closed,
    deliver: (jobs) => {
      if (closed) return false;
      jobs.forEach(send);
      return true;
    },
    served: () => undefined,
    refuse: (error) => {
      closed = true;
      refuse(error);
    },
  };
  call.on('drain', () => {
    congested = false;
    dispatcher.wake(receiver.type);
  });
  call.on('cancelled', () => {
    closed = true;
    dispatcher.remove(receiver);
  });
  // The client learns that its stream is open before the first job is there.
  call.sendMetadata(new Metadata());
  dispatcher.addStream(receiver);
}
