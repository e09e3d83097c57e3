import type { Key, Variables } from '../../records/types.ts';
import type { ProcessInstanceValue } from '../../records/values.ts';
import type { EventTrigger } from '../../state/state.ts';
import type { Step } from '../step.ts';
import type { ElementContext } from './context.ts';

export interface PendingTrigger extends EventTrigger {
  readonly eventKey: Key;
}

/** What happened to the element instance and was not consumed yet, the oldest first. */
export function peekTrigger(step: Step, scopeKey: Key): PendingTrigger | undefined {
  for (const [eventKey, trigger] of step.state.eventTriggers.entries(scopeKey)) return { ...trigger, eventKey };
  return undefined;
}

/** What starts the process instance; others that wait at its definition are for other instances. */
export function startTrigger(step: Step, { processDefinitionKey, processInstanceKey }: ProcessInstanceValue): PendingTrigger | undefined {
  for (const [eventKey, trigger] of step.state.eventTriggers.entries(processDefinitionKey)) {
    if (trigger.processInstanceKey === processInstanceKey) return { ...trigger, eventKey };
  }
  return undefined;
}

/** Consumes the element's trigger; its variables are the outcome. */
export function takeTrigger(step: Step, { key, value }: ElementContext): PendingTrigger | undefined {
  const trigger = peekTrigger(step, key);
  if (trigger !== undefined) consumeTrigger(step, key, value, trigger, value.elementId);
  return trigger;
}

export function consumeTrigger(
  step: Step, scopeKey: Key, { processDefinitionKey, processInstanceKey, tenantId }: ProcessInstanceValue, trigger: PendingTrigger,
  targetElementId: string,
): void {
  step.emit('PROCESS_EVENT', 'TRIGGERED', trigger.eventKey, {
    scopeKey, processDefinitionKey, processInstanceKey, targetElementId, variables: {}, tenantId,
  });
}

/** Notes what happened to a scope (a job's completion, a message, a due timer, an error) until the element consumes it. */
export function recordTrigger(
  step: Step, scopeKey: Key, { processDefinitionKey, processInstanceKey, tenantId }: ProcessInstanceValue, targetElementId: string,
  variables: Variables,
): void {
  step.emit('PROCESS_EVENT', 'TRIGGERING', step.newKey(), {
    scopeKey, processDefinitionKey, processInstanceKey, targetElementId, variables, tenantId,
  });
}
