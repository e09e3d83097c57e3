import type { Applier } from '../applier.ts';

export const processInstanceMigrated: Applier<'PROCESS_INSTANCE_MIGRATION'> = () => {
  // The MIGRATED events of its elements did the work.
};
