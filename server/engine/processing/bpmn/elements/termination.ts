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

/** Start and intermediate throw events, manual and undefined tasks: Zeebe resolves the element's incident when it is gone already. */
export function terminateThenResolve(step: Step, context: ElementContext): void {
  finishTermination(step, context, () => resolveIncidents(step, context.key));
}

/** Terminates a scope: first what is active in it. `quieted` runs when nothing waits for the scope itself any more. */
export function terminateScope(step: Step, context: ElementContext, quieted: () => void = () => undefined): void {
  unsubscribe(step, context.key);
  resolveIncidents(step, context.key);
  quieted();
  if (!terminateChildren(step, context)) finishTermination(step, context);
}
