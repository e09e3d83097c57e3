import type { ExecutableFlowNode } from '../../model/types.ts';
import type { Key } from '../../records/types.ts';
import type { ElementInstance } from '../../state/state.ts';
import type { Step } from '../step.ts';
import { eventSubprocessStarts } from './subscriptions.ts';

/** A catch event and the element instance that it belongs to: the scope of its event subprocess, or the activity it is attached to. */
export interface CatchingEvent {
  readonly instance: ElementInstance;
  readonly event: ExecutableFlowNode;
}

/**
 * Looks outwards from an element instance, through scopes and callers, for a boundary event or event subprocess with the code, or with none.
 * Otherwise names the codes that would have been caught. An error passes by what is left of its process where it meets a scope that an event
 * interrupted; an escalation does not. From an element that does not work yet, or no more, nothing is found.
 */
export function findCatchingEvent(
  step: Step, from: Key, type: 'ERROR' | 'ESCALATION', code: string,
): CatchingEvent | { readonly available: readonly string[] } {
  const available: string[] = [];
  const activated = (key: Key) => {
    const instance = step.state.element(key);
    return instance?.state === 'ACTIVATED' ? instance : undefined;
  };
  for (let inside = activated(from); inside !== undefined; inside = activated(inside.value.parentElementInstanceKey)) {
    for (let instance: ElementInstance | undefined = inside; instance !== undefined; instance = activated(instance.value.flowScopeKey)) {
      if (type === 'ERROR' && instance.interruptedBy !== undefined) break;
      const node = step.state.models.node(instance.value);
      for (const candidates of [eventSubprocessStarts(node), node.boundaryEvents]) {
        const events = candidates.filter(({ eventType }) => eventType === type);
        const event = events.find((each) => codeOf(each) === code) ?? events.find((each) => codeOf(each) === undefined);
        if (event !== undefined) return { instance, event };
        available.push(...events.map((each) => codeOf(each)!));
      }
    }
  }
  return { available };
}

/** Catch events have static codes (the parser refuses others). */
function codeOf(event: ExecutableFlowNode): string | undefined {
  return (event.eventType === 'ERROR' ? event.errorCode : event.escalationCode)?.source;
}
