import type { Key } from '../records/types.ts';
import type { FormValue } from '../records/values.ts';
import type { State } from './state.ts';

export function latestForm(state: State, formId: string): FormValue | undefined {
  let latest: Key | undefined;
  for (const [, key] of state.formVersions.entries(formId)) latest = key;
  return latest === undefined ? undefined : state.forms.get('', latest);
}
