import { NO_KEY } from '../../../records/types.ts';
import type { Applier } from '../applier.ts';

export const elementMigrated: Applier<'PROCESS_INSTANCE'> = (state, key, value) => {
  const element = state.element(key);
  if (element === undefined) return;
  state.elementInstances.put('', key, { ...element, value });
  if (value.flowScopeKey !== NO_KEY) return;
  state.instancesOf.remove(element.value.processDefinitionKey, key);
  state.instancesOf.put(value.processDefinitionKey, key, true);
};
