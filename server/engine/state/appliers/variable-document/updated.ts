import type { Applier } from '../applier.ts';

export const variableDocumentUpdated: Applier<'VARIABLE_DOCUMENT'> = () => {
  // The VARIABLE events before it did the work.
};
