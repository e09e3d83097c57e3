import type { Applier } from '../applier.ts';

export const variableMigrated: Applier<'VARIABLE'> = () => {
  // A variable belongs to its scope, and that is migrated.
};
