import type { ExecutableFlowNode } from '../../model/types.ts';
import { triggerEvent } from '../bpmn/event-activation.ts';
import { canTrigger } from '../bpmn/scopes.ts';
import type { Processor } from '../processor.ts';

export const correlateProcessMessageSubscription: Processor<'PROCESS_MESSAGE_SUBSCRIPTION'> = (step, { value }) => {
  const { elementInstanceKey, messageName, messageKey, variables } = value;
  const subscription = step.state.processMessageSubscriptions.get(elementInstanceKey, messageName);
  const instance = step.state.element(elementInstanceKey);
  const event = subscription === undefined || instance === undefined ? undefined
    : step.state.models.element(instance.value.processDefinitionKey, subscription.value.elementId) as ExecutableFlowNode;
  const which = `process message subscription with element key '${elementInstanceKey}' and message name '${messageName}'`;
  if (subscription === undefined) step.reject('NOT_FOUND', `Expected to correlate ${which}, but no such subscription was found`);
  else if (subscription.state === 'DELETING') step.reject('INVALID_STATE', `Expected to correlate ${which}, but it is already closing`);
  else if (event === undefined || !canTrigger(step, instance, event)) {
    step.reject('INVALID_STATE', `Expected to correlate a ${which}, but the subscription is not active anymore`);
  } else {
    step.emit('PROCESS_MESSAGE_SUBSCRIPTION', 'CORRELATED', subscription.key, { ...subscription.value, messageKey, variables });
    triggerEvent(step, instance, event, variables);
    step.command('MESSAGE_SUBSCRIPTION', 'CORRELATE', '-1', value);
    return;
  }
  step.command('MESSAGE_SUBSCRIPTION', 'REJECT', '-1', value);
};
