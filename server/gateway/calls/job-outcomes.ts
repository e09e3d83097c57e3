import { requireOwnPartition } from '../keys.ts';
import type {
  CompleteJobRequest, FailJobRequest, ThrowErrorRequest, UpdateJobRetriesRequest, UpdateJobTimeoutRequest,
} from '../messages.ts';
import { parseVariables } from '../variables.ts';
import type { CallContext, UnaryCall } from './call.ts';

export const completeJob: UnaryCall<CompleteJobRequest> = ({ jobKey, variables }, context) =>
  jobCommand('COMPLETE', jobKey, { variables: parseVariables(variables) }, context);

export const failJob: UnaryCall<FailJobRequest> = ({ jobKey, retries, errorMessage, retryBackOff, variables }, context) =>
  jobCommand('FAIL', jobKey, { retries, errorMessage, retryBackoff: Number(retryBackOff), variables: parseVariables(variables) }, context);

export const throwError: UnaryCall<ThrowErrorRequest> = ({ jobKey, errorCode, errorMessage, variables }, context) =>
  jobCommand('THROW_ERROR', jobKey, { errorCode, errorMessage, variables: parseVariables(variables) }, context);

export const updateJobRetries: UnaryCall<UpdateJobRetriesRequest> = ({ jobKey, retries }, context) =>
  jobCommand('UPDATE_RETRIES', jobKey, { retries }, context);

export const updateJobTimeout: UnaryCall<UpdateJobTimeoutRequest> = ({ jobKey, timeout }, context) =>
  jobCommand('UPDATE_TIMEOUT', jobKey, { timeout: Number(timeout) }, context);

type JobIntent = 'COMPLETE' | 'FAIL' | 'THROW_ERROR' | 'UPDATE_RETRIES' | 'UPDATE_TIMEOUT';

async function jobCommand(intent: JobIntent, jobKey: string, value: object, { commands }: CallContext): Promise<object> {
  await commands.execute({ valueType: 'JOB', intent, key: requireOwnPartition(jobKey), value });
  return {};
}
