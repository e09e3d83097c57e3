import type { Applier } from '../applier.ts';

export const escalationNoted: Applier<'ESCALATION'> = () => {
  // What the catching event started has records of its own.
};
