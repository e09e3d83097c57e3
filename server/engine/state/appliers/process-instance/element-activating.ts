import { NO_KEY } from '../../../records/types.ts';
import type { Key } from '../../../records/types.ts';
import type { ProcessInstanceValue } from '../../../records/values.ts';
import { compositeKey } from '../../state.ts';
import type { State } from '../../state.ts';
import { followsEventBasedGateway, moveTrigger } from '../../event-triggers.ts';
import type { Applier } from '../applier.ts';

export const elementActivating: Applier<'PROCESS_INSTANCE'> = (state, key, value) => {
  const scope = value.flowScopeKey === NO_KEY ? undefined : state.element(value.flowScopeKey);
  const insideBody = scope?.value.bpmnElementType === 'MULTI_INSTANCE_BODY';
  state.elementInstances.put('', key, {
    key, state: 'ACTIVATING', value, childCount: 0, activeFlows: 0, childrenCreated: 0, childrenCompleted: 0, childrenTerminated: 0,
    ...(insideBody ? { loopCounter: scope.childrenCreated + 1 } : {}),
  });
  if (scope === undefined) {
    state.instancesOf.put(value.processDefinitionKey, key, true);
    const caller = value.parentElementInstanceKey === NO_KEY ? undefined : state.element(value.parentElementInstanceKey);
    if (caller !== undefined) state.elementInstances.put('', caller.key, { ...caller, calledInstanceKey: key });
    return;
  }
  state.children.put(scope.key, key, true);
  state.elementInstances.put('', scope.key, {
    ...scope,
    childCount: scope.childCount + 1,
    childrenCreated: scope.childrenCreated + 1,
    activeFlows: scope.activeFlows - flowsUsedUp(state, value),
  });
  if (value.bpmnElementType === 'START_EVENT' && scope.value.bpmnElementType === 'EVENT_SUB_PROCESS') {
    moveTrigger(state, scope.value.flowScopeKey, value.elementId, key);
  }
};

/** How many taken sequence flows the new instance stands for: a joining gateway uses up one of each. */
function flowsUsedUp(state: State, value: ProcessInstanceValue): number {
  const { bpmnElementType: type } = value;
  if (type === 'START_EVENT' || type === 'BOUNDARY_EVENT' || type === 'EVENT_SUB_PROCESS') return 0;
  const scopeType = state.element(value.flowScopeKey)?.value.bpmnElementType;
  if (scopeType === 'MULTI_INSTANCE_BODY') return 0;
  const node = state.models.node(value);
  if (type === 'INTERMEDIATE_CATCH_EVENT' && (node.incoming.length === 0 || followsEventBasedGateway(node))) return 0;
  const { activeFlows } = state.element(value.flowScopeKey)!;
  // Zeebe 8.5 counts a flow even for what no flow leads to (a handler of a compensation, an element that an instruction activates).
  if (type !== 'PARALLEL_GATEWAY') return Math.min(1, activeFlows);
  for (const flow of node.incoming) useUp(state, value.flowScopeKey, value.elementId, flow.id);
  // Fewer where an instruction activates the gateway.
  return Math.min(node.incoming.length, activeFlows);
}

function useUp(state: State, scopeKey: Key, gatewayId: string, flowId: string): void {
  const group = compositeKey(scopeKey, gatewayId);
  const taken = state.takenFlows.get(group, flowId) ?? 0;
  if (taken > 1) state.takenFlows.put(group, flowId, taken - 1);
  else state.takenFlows.remove(group, flowId);
}
