import type { PublishMessageRequest } from '../messages.ts';
import { DEFAULT_TENANT, requireDefaultTenant } from '../tenants.ts';
import { requireDocument } from '../variables.ts';
import type { UnaryCall } from './call.ts';

export const publishMessage: UnaryCall<PublishMessageRequest> = async (request, { commands }) => {
  requireDefaultTenant('PublishMessage', [request.tenantId]);
  const { name, correlationKey, messageId, timeToLive } = request;
  const { key } = await commands.execute({
    valueType: 'MESSAGE', intent: 'PUBLISH',
    value: { name, correlationKey, messageId, timeToLive: Number(timeToLive), variables: requireDocument(request.variables) },
  });
  return { key, tenantId: DEFAULT_TENANT };
};
