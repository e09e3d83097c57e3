import { compositeKey } from '../../state.ts';
import type { Applier } from '../applier.ts';

export const messagePublished: Applier<'MESSAGE'> = (state, key, value) => {
  state.messages.put('', key, value);
  state.messagesByName.put(compositeKey(value.name, value.correlationKey), key, true);
  if (value.messageId !== '') state.messageIds.put('', compositeKey(value.name, value.correlationKey, value.messageId), key);
  if (value.timeToLive > 0) state.messageDeadlines.add(value.deadline, key);
};
