import type { Processor } from '../processor.ts';

export const createProcessMessageSubscription: Processor<'PROCESS_MESSAGE_SUBSCRIPTION'> = (step, { value: { elementInstanceKey, messageName } }) => {
  const subscription = step.state.processMessageSubscriptions.get(elementInstanceKey, messageName);
  if (subscription?.state === 'CREATING') {
    step.emit('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATED', subscription.key, subscription.value);
    return;
  }
  step.reject(
    subscription === undefined ? 'NOT_FOUND' : 'INVALID_STATE',
    `Expected to create process message subscription with element key '${elementInstanceKey}' and message name '${messageName}', but `
      + (subscription === undefined ? 'no such subscription was found' : `it is already ${subscription.state === 'DELETING' ? 'closing' : 'opened'}`),
  );
};
