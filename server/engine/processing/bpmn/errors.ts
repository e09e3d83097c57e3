import type { ExecutableFlowNode } from '../../model/types.ts';
import { NO_KEY } from '../../records/types.ts';
import type { Key, Variables } from '../../records/types.ts';
import type { ElementInstance } from '../../state/state.ts';
import { ProcessingFailure } from '../failure.ts';
import type { Step } from '../step.ts';
import { triggerEvent } from './event-activation.ts';
import { acceptsEvents } from './scopes.ts';
import { eventSubprocessStarts } from './subscriptions.ts';

export interface ErrorCatch {
  readonly instance: ElementInstance;
  readonly event: ExecutableFlowNode;
}

/** Triggers the nearest event that catches the error; `caught` runs just before. An incident where nothing catches it. */
export function throwError(
  step: Step, from: Key, code: string, message: string, variables: Variables, caught: () => void,
): void {
  const found = findErrorCatch(step, from, code);
  if ('available' in found) throw new ProcessingFailure('UNHANDLED_ERROR_EVENT', uncaughtMessage(code, message, found.available));
  caught();
  triggerEvent(step, found.instance, found.event, variables);
}

export function uncaughtMessage(code: string, message: string, available: readonly string[]): string {
  return `Expected to throw an error event with the code '${code}'${message === '' ? '' : ` with message '${message}'`}, but it was not caught.`
    + (available.length === 0 ? ' No error events are available in the scope.' : ` Available error events are [${available.join(', ')}]`);
}

/**
 * Looks outwards from the element, through scopes and callers, for a boundary event or event subprocess with the code, or with none.
 * Otherwise names the codes that would have been caught.
 */
export function findErrorCatch(step: Step, from: Key, code: string): ErrorCatch | { readonly available: readonly string[] } {
  const available: string[] = [];
  for (let key = from; key !== NO_KEY; ) {
    const instance: ElementInstance | undefined = step.state.element(key);
    if (instance === undefined) break;
    const node = step.state.models.node(instance.value);
    if (acceptsEvents(instance)) {
      for (const events of [eventSubprocessStarts(node), node.boundaryEvents]) {
        const errors = events.filter(({ eventType }) => eventType === 'ERROR');
        const event = errors.find((each) => codeOf(each) === code) ?? errors.find((each) => codeOf(each) === undefined);
        if (event !== undefined) return { instance, event };
        available.push(...errors.map((each) => codeOf(each)!));
      }
    }
    key = instance.value.flowScopeKey === NO_KEY ? instance.value.parentElementInstanceKey : instance.value.flowScopeKey;
  }
  return { available };
}

/** Catch events have static codes (the parser refuses others). */
function codeOf(event: ExecutableFlowNode): string | undefined {
  return event.errorCode?.source;
}
