import type { BroadcastSignalRequest } from '../messages.ts';
import { DEFAULT_TENANT, requireDefaultTenant } from '../tenants.ts';
import { requireDocument } from '../variables.ts';
import type { UnaryCall } from './call.ts';

export const broadcastSignal: UnaryCall<BroadcastSignalRequest> = async (request, { commands }) => {
  requireDefaultTenant('BroadcastSignal', [request.tenantId]);
  const { key } = await commands.execute({
    valueType: 'SIGNAL', intent: 'BROADCAST', value: { signalName: request.signalName, variables: requireDocument(request.variables) },
  });
  return { key, tenantId: DEFAULT_TENANT };
};
