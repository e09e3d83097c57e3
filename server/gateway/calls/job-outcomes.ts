import type { CommandRequest } from '../../engine/index.ts';
import { requireOwnPartition } from '../keys.ts';
import type {
  CompleteJobRequest, FailJobRequest, ThrowErrorRequest, UpdateJobRetriesRequest, UpdateJobTimeoutRequest,
} from '../messages.ts';
import { requireDocument } from '../variables.ts';
import type { CallContext, UnaryCall } from './call.ts';

/** What is wrong with the variables is told before what is wrong with the key, as in Zeebe. */
export const completeJob: UnaryCall<CompleteJobRequest> = ({ jobKey, variables }, context) =>
  execute({ intent: 'COMPLETE', value: { variables: requireDocument(variables) }, ...job(jobKey) }, context);

export const failJob: UnaryCall<FailJobRequest> = ({ jobKey, retries, errorMessage, retryBackOff, variables }, context) => {
  const value = { retries, errorMessage, retryBackoff: Number(retryBackOff), variables: requireDocument(variables) };
  return execute({ intent: 'FAIL', value, ...job(jobKey) }, context);
};

export const throwError: UnaryCall<ThrowErrorRequest> = ({ jobKey, errorCode, errorMessage, variables }, context) =>
  execute({ intent: 'THROW_ERROR', value: { errorCode, errorMessage, variables: requireDocument(variables) }, ...job(jobKey) }, context);

export const updateJobRetries: UnaryCall<UpdateJobRetriesRequest> = ({ jobKey, retries }, context) =>
  execute({ ...job(jobKey), intent: 'UPDATE_RETRIES', value: { retries } }, context);

export const updateJobTimeout: UnaryCall<UpdateJobTimeoutRequest> = ({ jobKey, timeout }, context) =>
  execute({ ...job(jobKey), intent: 'UPDATE_TIMEOUT', value: { timeout: Number(timeout) } }, context);

function job(jobKey: string) {
  return { valueType: 'JOB', key: requireOwnPartition(jobKey) } as const;
}

async function execute(command: CommandRequest, { commands }: CallContext): Promise<object> {
  await commands.execute(command);
  return {};
}
