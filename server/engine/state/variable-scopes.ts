import type { JsonText } from '../expressions/index.ts';
import { NO_KEY } from '../records/types.ts';
import type { Key, Variables } from '../records/types.ts';
import type { State } from './state.ts';

/** The scope's own variables. */
export function localVariables(state: State, scopeKey: Key): Variables {
  const variables: Record<string, JsonText> = {};
  for (const [, row] of state.variables.entries(scopeKey)) variables[row.name] = row.value;
  return variables;
}

/** What is visible in the scope: its own variables and those of the scopes around it, the nearest first. */
export function visibleVariables(state: State, scopeKey: Key, names: readonly string[] = []): Variables {
  const variables: Record<string, JsonText> = {};
  for (const scope of scopesFrom(state, scopeKey)) {
    for (const [, row] of state.variables.entries(scope)) {
      if (!(row.name in variables) && (names.length === 0 || names.includes(row.name))) variables[row.name] = row.value;
    }
  }
  return variables;
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
