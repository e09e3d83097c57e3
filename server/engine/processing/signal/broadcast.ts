import type { ExecutableFlowNode } from '../../model/types.ts';
import { NO_KEY } from '../../records/types.ts';
import type { SignalSubscriptionValue } from '../../records/values.ts';
import type { Variables } from '../../records/types.ts';
import { canTrigger } from '../bpmn/scopes.ts';
import { triggerEvent } from '../bpmn/event-activation.ts';
import type { Processor } from '../processor.ts';
import { startInstance } from '../process-instance-creation/start-by-event.ts';
import type { Step } from '../step.ts';

/** Everybody who waits for the signal now gets it. */
export const broadcastSignal: Processor<'SIGNAL'> = (step, { value }) => {
  step.emitAndAnswer('SIGNAL', 'BROADCASTED', step.newKey(), value);
  for (const [, { value: subscription }] of [...step.state.signalSubscriptions.entries(value.signalName)]) {
    deliver(step, subscription, value.variables);
  }
};

function deliver(step: Step, { processDefinitionKey, catchEventId, catchEventInstanceKey }: SignalSubscriptionValue, variables: Variables): void {
  if (catchEventInstanceKey === NO_KEY) {
    startInstance(step, processDefinitionKey, step.newKey(), catchEventId, variables);
    return;
  }
  const instance = step.state.element(catchEventInstanceKey);
  const event = step.state.models.element(processDefinitionKey, catchEventId) as ExecutableFlowNode;
  if (canTrigger(step, instance, event)) triggerEvent(step, instance, event, variables);
}
