import { PermanentError as RefusedForGood } from '../../server/mes/outbox/index.ts';
import type { Deliver } from '../../server/mes/outbox/index.ts';
import type { OutgoingEntry } from '../runtime/effects.ts';
import { ConfigurationError, PermanentError } from '../runtime/errors.ts';

/** Says a connector's refusals in the outbox's words; everything else it tries again. */
export const asDeliver = (deliver: (entry: OutgoingEntry) => Promise<unknown>): Deliver => async (entry) => {
  try {
    return await deliver(entry);
  } catch (error) {
    if (error instanceof PermanentError || error instanceof ConfigurationError) throw new RefusedForGood(error.message, { cause: error });
    throw error;
  }
};
