import type { ExecutableFlowNode } from '../../model/types.ts';
import type { ElementInstance } from '../../state/state.ts';
import type { ExecutableNode } from '../../state/process-models.ts';
import { contextOf } from '../bpmn/context.ts';
import { subscribeToOwnEvents, unsubscribe } from '../bpmn/subscriptions.ts';
import { evaluateString } from '../expressions.ts';
import type { Step } from '../step.ts';
import type { MigrationProblem } from './rejections.ts';

/** Message boundary events are closed and opened, not taken along: neither may one be mapped nor the same message be waited for again. */
export function subscriptionProblem(
  step: Step, { key, value }: ElementInstance, source: ExecutableNode, target: ExecutableFlowNode, mapping: ReadonlyMap<string, string>,
): MigrationProblem | undefined {
  const about = `Expected to migrate process instance '${value.processInstanceKey}' but`;
  const mapped = source.boundaryEvents.map(({ id }) => mapping.get(id));
  for (const { id, message } of target.boundaryEvents) {
    if (message === undefined) continue;
    if (mapped.includes(id)) {
      return {
        type: 'INVALID_STATE',
        reason: `${about} active element with id '${source.id}' is mapped to element with id '${target.id}' that must be subscribed to mapped catch event `
          + `with id '${id}'. Migrating active elements with mapped catch events is not possible yet.`,
      };
    }
    const name = evaluateString(step, message.name, value.flowScopeKey);
    if (step.state.processMessageSubscriptions.get(key, name) !== undefined) {
      return {
        type: 'INVALID_STATE',
        reason: `${about} active element with id '${target.id}' attempts to subscribe to a message it is already subscribed to with name '${name}'. `
          + 'Migrating active elements that subscribe to a message they are already subscribed to is not possible yet. '
          + `Please provide a mapping instruction to message catch event with id '${id}' to migrate the respective message subscription.`,
      };
    }
  }
  return undefined;
}

/** After the element itself is migrated: `source` is what it was. */
export function migrateSubscriptions(step: Step, instance: ElementInstance, source: ExecutableNode): void {
  if (source.boundaryEvents.length > 0) unsubscribe(step, instance.key, source.boundaryEvents);
  subscribeToOwnEvents(step, contextOf(step, step.state.element(instance.key)!));
}
