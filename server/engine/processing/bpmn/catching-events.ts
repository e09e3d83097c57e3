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
      for (const event of inOrderOfCatching([...eventSubprocessStarts(node), ...node.boundaryEvents], type)) {
        const caught = codeOf(event);
        if (caught === code || caught === '') return { instance, event };
        available.push(caught);
      }
    }
  }
  return { available };
}

/** From the last code to the first, which puts the event without one behind them; an event subprocess stands before a boundary event of the same code. */
function inOrderOfCatching(events: readonly ExecutableFlowNode[], type: 'ERROR' | 'ESCALATION'): ExecutableFlowNode[] {
  return events.filter(({ eventType }) => eventType === type).sort((a, b) => compareCodes(codeOf(b), codeOf(a)));
}

/** Catch events have static codes (the parser refuses others). */
function codeOf(event: ExecutableFlowNode): string {
  return (event.eventType === 'ERROR' ? event.errorCode : event.escalationCode)?.source ?? '';
}

/** Compares as Zeebe's buffers do: eight bytes at a time as signed little-endian numbers, the rest as signed bytes, then by length. */
function compareCodes(a: string, b: string): number {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  const shared = Math.min(left.length, right.length);
  let at = 0;
  for (; at + 8 <= shared; at += 8) {
    const [x, y] = [left.readBigInt64LE(at), right.readBigInt64LE(at)];
    if (x !== y) return x < y ? -1 : 1;
  }
  for (; at < shared; at += 1) {
    const difference = left.readInt8(at) - right.readInt8(at);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
