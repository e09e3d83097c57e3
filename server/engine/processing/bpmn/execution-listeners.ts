import { NO_KEY } from '../../records/types.ts';
import type { Step } from '../step.ts';
import { mergeLocalDocument } from '../variables.ts';
import type { ElementContext } from './context.ts';
import { takeTrigger } from './event-triggers.ts';
import { createJob, evaluateListener } from './jobs.ts';

/** Gives the element's next listener to the workers; false where none is left. */
export function startListener(step: Step, context: ElementContext, eventType: 'start' | 'end'): boolean {
  const done = step.state.element(context.key)?.listenersDone ?? 0;
  const listener = context.node.listeners?.[eventType][done];
  if (listener === undefined) return false;
  createJob(step, context, evaluateListener(step, listener, context.key), 'EXECUTION_LISTENER');
  return true;
}

/** What a listener hands over belongs to the element before its work, to the scope around it afterwards. */
export function takeListenerVariables(step: Step, context: ElementContext, eventType: 'start' | 'end'): void {
  const variables = takeTrigger(step, context)?.variables ?? {};
  const { flowScopeKey } = context.value;
  mergeLocalDocument(step, eventType === 'start' || flowScopeKey === NO_KEY ? context.key : flowScopeKey, context.value, variables);
}
