import { NO_KEY } from '../../records/types.ts';
import type { ExecutableFlowNode } from '../../model/types.ts';
import type { TimerValue } from '../../records/values.ts';
import { canTrigger } from '../bpmn/scopes.ts';
import { triggerEvent } from '../bpmn/event-activation.ts';
import type { Processor } from '../processor.ts';
import { startInstance } from '../process-instance-creation/start-by-event.ts';
import type { Step } from '../step.ts';
import { nextTimer } from './due-date.ts';

export const triggerTimer: Processor<'TIMER'> = (step, { key }) => {
  const timer = step.state.timers.get('', key);
  if (timer === undefined) return step.reject('NOT_FOUND', `Expected to trigger timer with key '${key}', but no such timer was found`);
  const event = step.state.models.element(timer.processDefinitionKey, timer.targetElementId) as ExecutableFlowNode;
  if (timer.elementInstanceKey === NO_KEY) {
    const processInstanceKey = step.newKey();
    step.emit('TIMER', 'TRIGGERED', key, { ...timer, processInstanceKey });
    startInstance(step, timer.processDefinitionKey, processInstanceKey, timer.targetElementId, {});
    repeat(step, event, { ...timer, processInstanceKey });
    return;
  }
  const instance = step.state.element(timer.elementInstanceKey);
  if (!canTrigger(step, instance, event)) {
    return step.reject('INVALID_STATE', `Expected to trigger a timer with key '${key}', but the timer is not active anymore`);
  }
  step.emit('TIMER', 'TRIGGERED', key, timer);
  triggerEvent(step, instance, event, {});
  repeat(step, event, timer);
};

function repeat(step: Step, event: ExecutableFlowNode, timer: TimerValue): void {
  if (event.timer?.kind !== 'cycle' || timer.repetitions === 1) return;
  step.emit('TIMER', 'CREATED', step.newKey(), { ...timer, ...nextTimer(step, event.timer, timer.elementInstanceKey, timer) });
}
