import { compositeKey } from '../../state/state.ts';
import type { Processor } from '../processor.ts';

export const deleteMessageSubscription: Processor<'MESSAGE_SUBSCRIPTION'> = (step, { value }) => {
  const { elementInstanceKey, messageName } = value;
  const key = step.state.messageSubscriptionOf.get(elementInstanceKey, messageName);
  const correlationKey = step.state.processMessageSubscriptions.get(elementInstanceKey, messageName)?.value.correlationKey ?? '';
  const subscription = key === undefined ? undefined : step.state.messageSubscriptions.get(compositeKey(messageName, correlationKey), key);
  if (key !== undefined && subscription !== undefined) step.emit('MESSAGE_SUBSCRIPTION', 'DELETED', key, subscription.value);
  else {
    step.reject(
      'NOT_FOUND',
      `Expected to close message subscription for element with key '${elementInstanceKey}' and message name '${messageName}', `
        + 'but no such message subscription exists',
    );
  }
  step.command('PROCESS_MESSAGE_SUBSCRIPTION', 'DELETE', '-1', { ...value, elementId: '' });
};
