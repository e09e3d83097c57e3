import type { Applier } from '../applier.ts';

/** CREATED, and TRIGGERED with what undoes it. */
export const compensationSubscriptionWritten: Applier<'COMPENSATION_SUBSCRIPTION'> = (state, key, value) => {
  state.compensations.put(value.processInstanceKey, key, value);
};
