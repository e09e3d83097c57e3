import type { Processor } from '../processor.ts';

export const expireMessages: Processor<'MESSAGE_BATCH'> = (step, { value: { messageKeys } }) => {
  for (const key of messageKeys) {
    const message = step.state.messages.get('', key);
    if (message !== undefined) step.emit('MESSAGE', 'EXPIRED', key, { ...message, variables: {} });
  }
};
