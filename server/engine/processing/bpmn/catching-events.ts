import type { ExecutableFlowNode } from '../../model/types.ts';
import { NO_KEY } from '../../records/types.ts';
import type { Key } from '../../records/types.ts';
import type { ElementInstance } from '../../state/state.ts';
import type { Step } from '../step.ts';
import { acceptsEvents } from './scopes.ts';
import { eventSubprocessStarts } from './subscriptions.ts';

/** A catch event and the element instance that it belongs to: the scope of its event subprocess, or the activity it is attached to. */
export interface CatchingEvent {
  readonly instance: ElementInstance;
  readonly event: ExecutableFlowNode;
}

/**
 * Looks outwards from the element, through scopes and callers, for a boundary event or event subprocess with the code, or with none.
 * Otherwise names the codes that would have been caught.
 */
export function findCatchingEvent(
  step: Step, from: Key, type: 'ERROR' | 'ESCALATION', code: string,
): CatchingEvent | { readonly available: readonly string[] } {
  const available: string[] = [];
  for (let key = from; key !== NO_KEY; ) {
    const instance: ElementInstance | undefined = step.state.element(key);
    if (instance === undefined) break;
    const node = step.state.models.node(instance.value);
    if (acceptsEvents(instance)) {
      for (const candidates of [eventSubprocessStarts(node), node.boundaryEvents]) {
        const events = candidates.filter(({ eventType }) => eventType === type);
        const event = events.find((each) => codeOf(each) === code) ?? events.find((each) => codeOf(each) === undefined);
        if (event !== undefined) return { instance, event };
        available.push(...events.map((each) => codeOf(each)!));
      }
    }
    key = instance.value.flowScopeKey === NO_KEY ? instance.value.parentElementInstanceKey : instance.value.flowScopeKey;
  }
  return { available };
}

/** Catch events have static codes (the parser refuses others). */
function codeOf(event: ExecutableFlowNode): string | undefined {
  return (event.eventType === 'ERROR' ? event.errorCode : event.escalationCode)?.source;
}
