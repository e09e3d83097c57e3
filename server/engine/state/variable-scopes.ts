import type { JsonText } from '../expressions/index.ts';
import { NO_KEY } from '../records/types.ts';
import type { Key, Variables } from '../records/types.ts';
import { setMember } from '../members.ts';
import { inNameOrder } from './name-order.ts';
import type { State, VariableRow } from './state.ts';

/** The scope's own variables. */
export function localVariables(state: State, scopeKey: Key): Variables {
  const variables: Record<string, JsonText> = {};
  for (const row of variablesOf(state, scopeKey)) setMember(variables, row.name, row.value);
  return variables;
}

/** What is visible in the scope: its own variables and those of the scopes around it, the nearest first. */
export function visibleVariables(state: State, scopeKey: Key, names: readonly string[] = []): Variables {
  const variables: Record<string, JsonText> = {};
  for (const scope of scopesFrom(state, scopeKey)) {
    for (const row of variablesOf(state, scope)) {
      if (!Object.hasOwn(variables, row.name) && (names.length === 0 || names.includes(row.name))) setMember(variables, row.name, row.value);
    }
  }
  return variables;
}

/** In the order in which they are written where they are handed on. */
export function variablesOf(state: State, scopeKey: Key): VariableRow[] {
  return inNameOrder(state.variables.entries(scopeKey), ([, { name }]) => name).map(([, row]) => row);
}

export function visibleVariable(state: State, scopeKey: Key, name: string): JsonText | undefined {
  for (const scope of scopesFrom(state, scopeKey)) {
    const row = state.variables.get(scope, name);
    if (row !== undefined) return row.value;
  }
  return undefined;
}

/** The scope itself, then outwards to the process instance; a called process does not see its caller. */
export function* scopesFrom(state: State, scopeKey: Key): IterableIterator<Key> {
  for (let key = scopeKey; key !== NO_KEY; key = state.element(key)?.value.flowScopeKey ?? NO_KEY) yield key;
}
