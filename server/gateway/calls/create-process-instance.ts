import { joinDocument, type ProcessInstanceCreationValue, type ProcessInstanceResultValue } from '../../engine/index.ts';
import type { CreateProcessInstanceRequest, CreateProcessInstanceWithResultRequest } from '../messages.ts';
import { requireDefaultTenant } from '../tenants.ts';
import { requireDocument } from '../variables.ts';
import type { UnaryCall } from './call.ts';

const NO_KEY = '-1';
/** An absent message has the defaults of the protocol. */
const NOTHING_ASKED: CreateProcessInstanceRequest = { processDefinitionKey: '0', bpmnProcessId: '', version: 0, variables: '', startInstructions: [], tenantId: '' };

export const createProcessInstance: UnaryCall<CreateProcessInstanceRequest> = async (request, { commands }) => {
  const { value } = await commands.execute({
    valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE', value: creation('CreateProcessInstance', request, []),
  });
  return created(value as ProcessInstanceCreationValue);
};

/** Answers when the instance has completed. */
export const createProcessInstanceWithResult: UnaryCall<CreateProcessInstanceWithResultRequest> = async (request, { commands }, onHangUp) => {
  const hungUp = new AbortController();
  onHangUp(() => hungUp.abort());
  const timeoutMs = Number(request.requestTimeout);
  const { value } = await commands.execute({
    valueType: 'PROCESS_INSTANCE_CREATION', intent: 'CREATE_WITH_AWAITING_RESULT',
    value: creation('CreateProcessInstanceWithResult', request.request ?? NOTHING_ASKED, request.fetchVariables),
  }, { timeoutMs: timeoutMs > 0 ? timeoutMs : undefined, signal: hungUp.signal });
  const result = value as ProcessInstanceResultValue;
  return { ...created(result), variables: joinDocument(result.variables) };
};

function creation(call: string, request: CreateProcessInstanceRequest, fetchVariables: readonly string[]) {
  requireDefaultTenant(call, [request.tenantId]);
  const byKey = request.bpmnProcessId === '';
  return {
    bpmnProcessId: request.bpmnProcessId,
    processDefinitionKey: byKey ? request.processDefinitionKey : NO_KEY,
    version: request.version,
    variables: requireDocument(request.variables),
    startInstructions: request.startInstructions.map(({ elementId }) => ({ elementId })),
    fetchVariables,
  };
}

function created({ processDefinitionKey, bpmnProcessId, version, processInstanceKey, tenantId }: ProcessInstanceResultValue | ProcessInstanceCreationValue) {
  return { processDefinitionKey, bpmnProcessId, version, processInstanceKey, tenantId };
}
