import type { Applier } from '../applier.ts';

export const variableCreated: Applier<'VARIABLE'> = (state, key, value) => {
  state.variables.put(value.scopeKey, value.name, { key, name: value.name, value: value.value });
};
