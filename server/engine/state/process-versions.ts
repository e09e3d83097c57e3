import type { Key } from '../records/types.ts';
import type { ProcessValue } from '../records/values.ts';
import type { State } from './state.ts';

export function versionKey(version: number): string {
  return String(version).padStart(10, '0');
}

export function latestVersion(state: State, bpmnProcessId: string): ProcessValue | undefined {
  let latest: Key | undefined;
  for (const [, key] of state.processVersions.entries(bpmnProcessId)) latest = key;
  return latest === undefined ? undefined : state.processes.get('', latest);
}

export function processVersion(state: State, bpmnProcessId: string, version: number): ProcessValue | undefined {
  const key = state.processVersions.get(bpmnProcessId, versionKey(version));
  return key === undefined ? undefined : state.processes.get('', key);
}
