import type { Applier } from '../applier.ts';

/** COMPLETED (it is undone) and DELETED (it never will be). */
export const compensationSubscriptionRemoved: Applier<'COMPENSATION_SUBSCRIPTION'> = (state, key, value) => {
  state.compensations.remove(value.processInstanceKey, key);
};
