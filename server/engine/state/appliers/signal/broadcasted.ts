import type { Applier } from '../applier.ts';

export const signalBroadcasted: Applier<'SIGNAL'> = () => {
  // Signals are not kept: only who waits now hears it.
};
