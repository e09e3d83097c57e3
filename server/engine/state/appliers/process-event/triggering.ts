import type { Applier } from '../applier.ts';

export const processEventTriggering: Applier<'PROCESS_EVENT'> = (state, key, value) => {
  state.eventTriggers.put(value.scopeKey, key, {
    elementId: value.targetElementId, processInstanceKey: value.processInstanceKey, variables: value.variables,
  });
  const scope = state.element(value.scopeKey);
  if (scope === undefined) return;
  const event = state.models.element(value.processDefinitionKey, value.targetElementId);
  if (event.elementType !== 'START_EVENT' || event.interrupting === false) return;
  state.elementInstances.put('', scope.key, { ...scope, interruptedBy: event.scope?.id ?? event.id, activeFlows: 0 });
};
