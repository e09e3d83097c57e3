import type { ExecutableFlowNode } from '../model/types.ts';
import type { Key } from '../records/types.ts';
import type { State } from './state.ts';

/** Activated by its gateway when it happens, not by a sequence flow that waits for it. */
export function followsEventBasedGateway(node: ExecutableFlowNode): boolean {
  return node.incoming.some(({ source }) => source.elementType === 'EVENT_BASED_GATEWAY');
}

/** Hands a trigger that waits in a scope over to the event's own instance. */
export function moveTrigger(state: State, fromScope: Key, elementId: string, toScope: Key): void {
  for (const [event, trigger] of state.eventTriggers.entries(fromScope)) {
    if (trigger.elementId !== elementId) continue;
    state.eventTriggers.remove(fromScope, event);
    state.eventTriggers.put(toScope, event, trigger);
    return;
  }
}
