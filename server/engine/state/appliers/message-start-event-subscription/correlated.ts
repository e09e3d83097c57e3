import { compositeKey } from '../../state.ts';
import type { Applier } from '../applier.ts';

export const messageStartEventSubscriptionCorrelated: Applier<'MESSAGE_START_EVENT_SUBSCRIPTION'> = (state, _key, value) => {
  state.correlatedMessages.put(value.messageKey, value.bpmnProcessId, true);
  if (value.correlationKey === '') return;
  state.messageStartLocks.put('', compositeKey(value.bpmnProcessId, value.correlationKey), value.processInstanceKey);
  state.messageStartLockOf.put('', value.processInstanceKey, {
    bpmnProcessId: value.bpmnProcessId, correlationKey: value.correlationKey,
  });
};
