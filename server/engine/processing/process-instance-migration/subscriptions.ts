import type { ExecutableFlowNode } from '../../model/types.ts';
import type { ElementInstance } from '../../state/state.ts';
import type { ElementContext } from '../bpmn/context.ts';
import { awaitedEvent, isAwaited, openSubscriptions, scopeEvents, unsubscribeFromMessages } from '../bpmn/subscriptions.ts';
import type { AwaitedEvent } from '../bpmn/subscriptions.ts';
import { ProcessingFailure } from '../failure.ts';
import type { Step } from '../step.ts';
import type { MigrationProblem } from './rejections.ts';

/**
 * What an instance waits for at its new element, or why it cannot: no mapped event may be waited for, before or after, and no message again that is
 * waited for already. Subscriptions are closed and opened, not taken along.
 */
export function eventsToAwait(
  step: Step, instance: ElementInstance, target: ElementContext<ExecutableFlowNode>, mapping: ReadonlyMap<string, string>,
): readonly AwaitedEvent[] | MigrationProblem {
  // An element that is not activated yet waits for nothing so far: it will when it gets on, at its new element.
  if (instance.state === 'ACTIVATING') return [];
  const awaited: AwaitedEvent[] = [];
  const failures: ProcessingFailure[] = [];
  for (const event of scopeEvents(target.node).filter(isAwaited)) {
    try {
      awaited.push(awaitedEvent(step, target, event));
    } catch (error) {
      if (!(error instanceof ProcessingFailure)) throw error;
      failures.push(error);
    }
  }
  const reason = targetReason(step, instance, target, awaited, mapping) ?? failureReason(instance, target, failures) ?? sourceReason(step, instance, mapping);
  if (reason === undefined) return awaited;
  return { type: 'INVALID_STATE', reason: `Expected to migrate process instance '${instance.value.processInstanceKey}' but ${reason}` };
}

/** After the element itself is migrated. What it waited for before ends, apart from timers and signals: none of them may be there. */
export function migrateSubscriptions(step: Step, target: ElementContext, awaited: readonly AwaitedEvent[]): void {
  openSubscriptions(step, target, awaited);
  const names = awaited.map(({ message }) => message?.name);
  unsubscribeFromMessages(step, target.key, ({ messageName }) => !names.includes(messageName));
}

function targetReason(
  step: Step, { key, value }: ElementInstance, target: ElementContext<ExecutableFlowNode>, awaited: readonly AwaitedEvent[],
  mapping: ReadonlyMap<string, string>,
): string | undefined {
  const mapped = [...mapping.values()];
  for (const { event, message } of awaited) {
    if (mapped.includes(event.id)) {
      return `active element with id '${value.elementId}' is mapped to element with id '${target.node.id}' that must be subscribed to mapped catch event `
        + `with id '${event.id}'. Migrating active elements with mapped catch events is not possible yet.`;
    }
    if (message !== undefined && step.state.processMessageSubscriptions.get(key, message.name) !== undefined) {
      return `active element with id '${target.node.id}' attempts to subscribe to a message it is already subscribed to with name '${message.name}'. `
        + 'Migrating active elements that subscribe to a message they are already subscribed to is not possible yet. '
        + `Please provide a mapping instruction to message catch event with id '${event.id}' to migrate the respective message subscription.`;
    }
  }
  return undefined;
}

function failureReason({ value }: ElementInstance, { node }: ElementContext, [failure]: readonly ProcessingFailure[]): string | undefined {
  return failure === undefined ? undefined
    : `active element with id '${value.elementId}' is mapped to element with id '${node.id}' that must be subscribed to a message catch event. `
      + failure.message;
}

function sourceReason(step: Step, { key, value }: ElementInstance, mapping: ReadonlyMap<string, string>): string | undefined {
  for (const [, { value: { elementId } }] of step.state.processMessageSubscriptions.entries(key)) {
    if (!mapping.has(elementId)) continue;
    return `active element with id '${value.elementId}' is subscribed to mapped catch event with id '${elementId}'. `
      + 'Migrating active elements with mapped catch events is not possible yet.';
  }
  return undefined;
}
