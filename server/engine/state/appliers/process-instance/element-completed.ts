import { NO_KEY } from '../../../records/types.ts';
import { removeElement } from '../../element-removal.ts';
import { localVariables } from '../../variable-scopes.ts';
import type { Applier } from '../applier.ts';

export const elementCompleted: Applier<'PROCESS_INSTANCE'> = (state, key, value) => {
  if (value.bpmnElementType === 'PROCESS' && value.parentElementInstanceKey !== NO_KEY) {
    // The call activity takes the called instance's variables over when it completes.
    state.eventTriggers.put(value.parentElementInstanceKey, value.parentElementInstanceKey, {
      elementId: '', processInstanceKey: value.parentProcessInstanceKey, variables: localVariables(state, key),
    });
  }
  removeElement(state, key, value, 'completed');
  const scope = state.element(value.flowScopeKey);
  if (value.bpmnEventType === 'TERMINATE' && scope !== undefined) {
    // Nothing else may begin in a scope that a terminate end event ends.
    state.elementInstances.put('', scope.key, { ...scope, interruptedBy: value.elementId, activeFlows: 0 });
  }
};
