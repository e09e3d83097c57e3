import { applyInputMappings } from '../mappings.ts';
import { subscribeToOwnEvents } from '../subscriptions.ts';
import { emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { passThrough } from './plain-task.ts';

/** Intermediate catch events and receive tasks wait for their message or timer. */
export const catchEvent: ElementBehavior = {
  ...passThrough,
  activate(step, context) {
    applyInputMappings(step, context);
    subscribeToOwnEvents(step, context);
    emitActivated(step, context);
  },
};
