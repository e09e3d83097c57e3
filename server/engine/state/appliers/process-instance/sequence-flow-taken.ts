import { compositeKey } from '../../state.ts';
import type { Applier } from '../applier.ts';

export const sequenceFlowTaken: Applier<'PROCESS_INSTANCE'> = (state, _key, value) => {
  const scope = state.element(value.flowScopeKey);
  if (scope === undefined) return;
  state.elementInstances.put('', scope.key, { ...scope, activeFlows: scope.activeFlows + 1 });
  const flow = state.models.element(value.processDefinitionKey, value.elementId);
  if (flow.elementType !== 'SEQUENCE_FLOW' || flow.target.elementType !== 'PARALLEL_GATEWAY') return;
  const group = compositeKey(scope.key, flow.target.id);
  state.takenFlows.put(group, flow.id, (state.takenFlows.get(group, flow.id) ?? 0) + 1);
};
