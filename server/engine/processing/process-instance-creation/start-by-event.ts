import { NO_KEY } from '../../records/types.ts';
import type { Key, Variables } from '../../records/types.ts';
import type { ProcessInstanceValue } from '../../records/values.ts';
import type { Step } from '../step.ts';

/** A message or timer starts an instance: the event waits at the process definition until the instance's start event takes it over. */
export function startInstance(step: Step, processDefinitionKey: Key, processInstanceKey: Key, startEventId: string, variables: Variables): void {
  const { id, elementType, eventType } = step.state.models.process(processDefinitionKey);
  const { version, tenantId } = step.state.processes.get('', processDefinitionKey)!;
  const instance: ProcessInstanceValue = {
    bpmnProcessId: id, version, processDefinitionKey, processInstanceKey, elementId: id, bpmnElementType: elementType,
    bpmnEventType: eventType, flowScopeKey: NO_KEY, parentProcessInstanceKey: NO_KEY, parentElementInstanceKey: NO_KEY, tenantId,
  };
  step.emit('PROCESS_EVENT', 'TRIGGERING', step.newKey(), {
    scopeKey: processDefinitionKey, processDefinitionKey, processInstanceKey, targetElementId: startEventId, variables, tenantId,
  });
  step.command('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', processInstanceKey, instance);
}
