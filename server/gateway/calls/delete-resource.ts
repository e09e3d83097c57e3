import { requireOwnPartition } from '../keys.ts';
import type { DeleteResourceRequest } from '../messages.ts';
import type { UnaryCall } from './call.ts';

export const deleteResource: UnaryCall<DeleteResourceRequest> = async ({ resourceKey }, { commands }) => {
  await commands.execute({ valueType: 'RESOURCE_DELETION', intent: 'DELETE', key: requireOwnPartition(resourceKey) });
  return {};
};
