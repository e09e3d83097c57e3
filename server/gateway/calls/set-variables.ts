import { requireOwnPartition } from '../keys.ts';
import type { SetVariablesRequest } from '../messages.ts';
import { requireDocument } from '../variables.ts';
import type { UnaryCall } from './call.ts';

export const setVariables: UnaryCall<SetVariablesRequest> = async (request, { commands }) => {
  const { key } = await commands.execute({
    valueType: 'VARIABLE_DOCUMENT', intent: 'UPDATE',
    value: {
      variables: requireDocument(request.variables),
      scopeKey: requireOwnPartition(request.elementInstanceKey), updateSemantics: request.local ? 'LOCAL' : 'PROPAGATE',
    },
  });
  return { key };
};
