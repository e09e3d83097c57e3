import type { DecisionRequirementsValue, DecisionValue } from '../records/decisions.ts';
import type { Key } from '../records/types.ts';
import type { State } from './state.ts';
import type { Table } from './storage/store.ts';

export function latestDecision(state: State, decisionId: string): DecisionValue | undefined {
  const key = lastOf(state.decisionVersions, decisionId);
  return key === undefined ? undefined : state.decisions.get('', key);
}

/** The latest version of a DMN file, by the id in it. */
export function latestDecisionRequirements(state: State, id: string): DecisionRequirementsValue | undefined {
  const key = lastOf(state.decisionRequirementsVersions, id);
  return key === undefined ? undefined : state.decisionRequirements.get('', key);
}

function lastOf(versions: Table<Key>, id: string): Key | undefined {
  let last: Key | undefined;
  for (const [, key] of versions.entries(id)) last = key;
  return last;
}
