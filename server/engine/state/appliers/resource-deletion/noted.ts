import type { Applier } from '../applier.ts';

export const resourceDeletionNoted: Applier<'RESOURCE_DELETION'> = () => {
  // The events of what the resource was (PROCESS, FORM) delete it.
};
