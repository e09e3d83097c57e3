import type { Applier } from '../applier.ts';

export const deploymentCreated: Applier<'DEPLOYMENT'> = () => {
  // The PROCESS events before it hold what was deployed.
};
