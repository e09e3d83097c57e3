import type { Applier } from '../applier.ts';

export const decisionEvaluated: Applier<'DECISION_EVALUATION'> = () => {
  // Told to whoever reads the records; the engine itself does not need it again.
};
