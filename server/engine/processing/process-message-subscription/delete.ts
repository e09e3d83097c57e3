import type { Processor } from '../processor.ts';

export const deleteProcessMessageSubscription: Processor<'PROCESS_MESSAGE_SUBSCRIPTION'> = (step, { value: { elementInstanceKey, messageName } }) => {
  const subscription = step.state.processMessageSubscriptions.get(elementInstanceKey, messageName);
  if (subscription?.state === 'DELETING') {
    step.emit('PROCESS_MESSAGE_SUBSCRIPTION', 'DELETED', subscription.key, subscription.value);
    return;
  }
  step.reject(
    'NOT_FOUND',
    `Expected to delete process message subscription for element with key '${elementInstanceKey}' and message name '${messageName}', `
      + 'but no such subscription was found.',
  );
};
