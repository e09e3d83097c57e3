import type { Key, Variables } from '../../records/types.ts';
import { ProcessingFailure } from '../failure.ts';
import type { Step } from '../step.ts';
import { findCatchingEvent } from './catching-events.ts';
import { triggerEvent } from './event-activation.ts';
import { canTrigger } from './scopes.ts';

/** Triggers the nearest event around the scope that catches the error; `caught` runs just before. An incident where nothing catches it. */
export function throwError(
  step: Step, scopeKey: Key, code: string, message: string, variables: Variables, caught: () => void,
): void {
  const found = findCatchingEvent(step, scopeKey, 'ERROR', code);
  if ('available' in found) throw new ProcessingFailure('UNHANDLED_ERROR_EVENT', uncaughtMessage(code, message, found.available));
  caught();
  if (canTrigger(step, found.instance, found.event)) triggerEvent(step, found.instance, found.event, variables);
}

export function uncaughtMessage(code: string, message: string, available: readonly string[]): string {
  return `Expected to throw an error event with the code '${code}'${message === '' ? '' : ` with message '${message}'`}, but it was not caught.`
    + (available.length === 0 ? ' No error events are available in the scope.' : ` Available error events are [${available.join(', ')}]`);
}
