import { requireOwnPartition } from '../keys.ts';
import type { ResolveIncidentRequest } from '../messages.ts';
import type { UnaryCall } from './call.ts';

export const resolveIncident: UnaryCall<ResolveIncidentRequest> = async ({ incidentKey }, { commands }) => {
  await commands.execute({ valueType: 'INCIDENT', intent: 'RESOLVE', key: requireOwnPartition(incidentKey) });
  return {};
};
