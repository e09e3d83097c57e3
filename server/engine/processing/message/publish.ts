import { compositeKey } from '../../state/state.ts';
import type { Processor } from '../processor.ts';
import { correlateToStartEvents } from './start-event-correlation.ts';
import { correlateToSubscriptions } from './subscription-correlation.ts';

/** Correlates the message at once where somebody waits; with a time to live it then waits itself for those who come later. */
export const publishMessage: Processor<'MESSAGE'> = (step, { value }) => {
  const { name, correlationKey, messageId } = value;
  if (messageId !== '' && step.state.messageIds.get('', compositeKey(name, correlationKey, messageId)) !== undefined) {
    return step.reject(
      'ALREADY_EXISTS', `Expected to publish a new message with id '${messageId}', but a message with that id was already published`,
    );
  }
  const key = step.newKey();
  const message = { ...value, deadline: step.now + value.timeToLive };
  step.emitAndAnswer('MESSAGE', 'PUBLISHED', key, message);
  const tellWaiting = correlateToSubscriptions(step, key, message);
  correlateToStartEvents(step, key, message);
  tellWaiting();
  if (value.timeToLive <= 0) step.emit('MESSAGE', 'EXPIRED', key, message);
};
