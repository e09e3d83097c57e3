import type { Applier } from '../applier.ts';

export const processInstanceModified: Applier<'PROCESS_INSTANCE_MODIFICATION'> = () => {
  // The element and variable events around it did the work.
};
