import { versionKey } from '../../process-versions.ts';
import type { Applier } from '../applier.ts';

export const formDeleted: Applier<'FORM'> = (state, _key, { formKey, formId, version }) => {
  state.forms.remove('', formKey);
  state.formVersions.remove(formId, versionKey(version));
};
