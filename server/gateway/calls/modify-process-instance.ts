import { requireOwnPartition } from '../keys.ts';
import type { ModifyProcessInstanceRequest } from '../messages.ts';
import { requireDocument } from '../variables.ts';
import type { UnaryCall } from './call.ts';

const NO_KEY = '-1';

export const modifyProcessInstance: UnaryCall<ModifyProcessInstanceRequest> = async (request, { commands }) => {
  const activateInstructions = request.activateInstructions.map(({ elementId, ancestorElementInstanceKey, variableInstructions }) => ({
    elementId, ancestorScopeKey: Number(ancestorElementInstanceKey) > 0 ? ancestorElementInstanceKey : NO_KEY,
    variableInstructions: variableInstructions.map(({ scopeId, variables }) => ({ elementId: scopeId, variables: requireDocument(variables) })),
  }));
  await commands.execute({
    valueType: 'PROCESS_INSTANCE_MODIFICATION', intent: 'MODIFY', key: requireOwnPartition(request.processInstanceKey),
    value: {
      activateInstructions,
      terminateInstructions: request.terminateInstructions.map(({ elementInstanceKey }) => ({ elementInstanceKey })),
    },
  });
  return {};
};
