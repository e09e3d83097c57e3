import type { Applier } from '../applier.ts';

export const processInstanceCreationCreated: Applier<'PROCESS_INSTANCE_CREATION'> = () => {
  // The ELEMENT_ACTIVATING of the process makes the instance.
};
