import { compositeKey } from '../../state.ts';
import type { Applier } from '../applier.ts';

export const messageExpired: Applier<'MESSAGE'> = (state, key) => {
  const message = state.messages.get('', key);
  if (message === undefined) return;
  state.messages.remove('', key);
  state.messagesByName.remove(compositeKey(message.name, message.correlationKey), key);
  if (message.messageId !== '') state.messageIds.remove('', compositeKey(message.name, message.correlationKey, message.messageId));
  if (message.timeToLive > 0) state.messageDeadlines.remove(message.deadline, key);
  for (const [processId] of state.correlatedMessages.entries(key)) state.correlatedMessages.remove(key, processId);
};
