import { requireOwnPartition } from '../keys.ts';
import type { CancelProcessInstanceRequest } from '../messages.ts';
import type { UnaryCall } from './call.ts';

export const cancelProcessInstance: UnaryCall<CancelProcessInstanceRequest> = async (request, { commands }) => {
  const key = requireOwnPartition(request.processInstanceKey);
  await commands.execute({ valueType: 'PROCESS_INSTANCE', intent: 'CANCEL', key });
  return {};
};
