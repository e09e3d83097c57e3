import { activateCaughtEvent } from '../event-activation.ts';
import { subscribeToOwnEvents, unsubscribe } from '../subscriptions.ts';
import { emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { terminateLeaf } from './termination.ts';

/** Waits for all the events after it; the first that happens is activated, without a sequence flow being taken. */
export const eventBasedGateway: ElementBehavior = {
  activate(step, context) {
    subscribeToOwnEvents(step, context);
    emitActivated(step, context);
  },
  complete(step, context) {
    unsubscribe(step, context.key);
    activateCaughtEvent(step, context);
  },
  terminate: terminateLeaf,
};
