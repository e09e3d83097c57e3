import { documentCalls } from './document-calls.ts';
import type { GatewayCall } from './gateway-call.ts';
import { jobCalls } from './job-calls.ts';
import { otherCalls } from './other-calls.ts';
import { processCalls } from './process-calls.ts';
import { restCalls } from './rest-calls.ts';

/** By what they are about; each table has its recording in ../recorded/gateway-calls. */
export const gatewayCalls: Readonly<Record<string, readonly GatewayCall[]>> = {
  processes: processCalls, jobs: jobCalls, others: otherCalls, rest: restCalls, documents: documentCalls,
};
