import type { Step } from '../../step.ts';
import type { ElementContext } from '../context.ts';
import { resolveIncidents } from '../incidents.ts';
import { finishTermination } from '../scopes.ts';
import { unsubscribe } from '../subscriptions.ts';
import { terminateChildren } from '../transitions.ts';

/** Terminates an element without children: nothing waits for it any more. */
export function terminateLeaf(step: Step, context: ElementContext): void {
  unsubscribe(step, context.key);
  resolveIncidents(step, context.key);
  finishTermination(step, context);
}

/** An intermediate throw event without a job: Zeebe resolves its incident when it is gone already. */
export function terminateThrowEvent(step: Step, context: ElementContext): void {
  finishTermination(step, context, () => resolveIncidents(step, context.key));
}

/** Terminates a scope: first what is active in it. */
export function terminateScope(step: Step, context: ElementContext): void {
  unsubscribe(step, context.key);
  resolveIncidents(step, context.key);
  if (!terminateChildren(step, context)) finishTermination(step, context);
}
