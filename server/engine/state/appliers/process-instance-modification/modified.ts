import type { Applier } from '../applier.ts';

/** The element and variable events around it did the work; a scope in which something is activated goes on, whatever interrupted it. */
export const processInstanceModified: Applier<'PROCESS_INSTANCE_MODIFICATION'> = (state, _key, { activateInstructions, ancestorScopeKeys }) => {
  if (activateInstructions.length === 0) return;
  for (const key of ancestorScopeKeys) {
    const scope = state.element(key);
    if (scope?.interruptedBy === undefined) continue;
    const { interruptedBy: _, ...uninterrupted } = scope;
    state.elementInstances.put('', key, uninterrupted);
  }
};
