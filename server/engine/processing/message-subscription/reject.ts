import { NO_KEY } from '../../records/types.ts';
import type { Processor } from '../processor.ts';
import { correlateToSubscriptions } from '../message/subscription-correlation.ts';

/** The instance is gone: the message goes to another instance of the process, where one waits. */
export const rejectMessageSubscription: Processor<'MESSAGE_SUBSCRIPTION'> = (step, { value }) => {
  const { messageKey } = value;
  step.emit('MESSAGE_SUBSCRIPTION', 'REJECTED', NO_KEY, { ...value, interrupting: false, variables: {} });
  const message = step.state.messages.get('', messageKey);
  if (message !== undefined) correlateToSubscriptions(step, messageKey, message);
};
