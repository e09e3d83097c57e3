import { correlateBuffered } from '../message/subscription-correlation.ts';
import type { Processor } from '../processor.ts';

export const createMessageSubscription: Processor<'MESSAGE_SUBSCRIPTION'> = (step, { value }) => {
  const { elementInstanceKey, messageName } = value;
  if (step.state.messageSubscriptionOf.get(elementInstanceKey, messageName) !== undefined) {
    return step.reject(
      'INVALID_STATE',
      `Expected to open a new message subscription for element with key '${elementInstanceKey}' and message name '${messageName}', `
        + 'but there is already a message subscription for that element key and message name opened',
    );
  }
  const key = step.newKey();
  step.emit('MESSAGE_SUBSCRIPTION', 'CREATED', key, value);
  if (!correlateBuffered(step, key, value)) step.command('PROCESS_MESSAGE_SUBSCRIPTION', 'CREATE', '-1', { ...value, bpmnProcessId: '', correlationKey: '', elementId: '' });
};
