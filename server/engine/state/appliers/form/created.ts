import { versionKey } from '../../process-versions.ts';
import type { Applier } from '../applier.ts';

export const formCreated: Applier<'FORM'> = (state, key, value) => {
  state.forms.put('', key, value);
  state.lastVersions.put('form', value.formId, value.version);
  state.formVersions.put(value.formId, versionKey(value.version), key);
};
