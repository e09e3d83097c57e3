import type { MessageValue } from '../../records/values.ts';
import type { Processor } from '../processor.ts';

export const expireMessages: Processor<'MESSAGE_BATCH'> = (step, { value: { messageKeys } }) => {
  for (const key of messageKeys) {
    const message = step.state.messages.get('', key);
    if (message !== undefined) step.emit('MESSAGE', 'EXPIRED', key, expired(message.tenantId));
  }
};

/** Zeebe names a message that expires in a batch by its key alone. */
function expired(tenantId: string): MessageValue {
  return { name: '', correlationKey: '', messageId: '', timeToLive: -1, deadline: -1, variables: {}, tenantId };
}
