import { evaluateString } from '../expressions.ts';
import type { Step } from '../step.ts';
import { findCatchingEvent } from './catching-events.ts';
import type { ElementContext } from './context.ts';
import { triggerEvent } from './event-activation.ts';
import { canTrigger } from './scopes.ts';

export function evaluateEscalationCode(step: Step, { key, node }: ElementContext): string {
  return node.escalationCode === undefined ? '' : evaluateString(step, node.escalationCode, key);
}

/** Triggers the nearest event that catches the escalation; nobody has to. True where the throwing event may go on: nothing interrupted it. */
export function throwEscalation(step: Step, { value, node }: ElementContext, escalationCode: string): boolean {
  const found = findCatchingEvent(step, value.flowScopeKey, 'ESCALATION', escalationCode);
  const caught = 'event' in found ? found : undefined;
  const escalated = caught !== undefined && canTrigger(step, caught.instance, caught.event);
  if (escalated) triggerEvent(step, caught.instance, caught.event, {});
  step.emit('ESCALATION', escalated ? 'ESCALATED' : 'NOT_ESCALATED', step.newKey(), {
    processInstanceKey: value.processInstanceKey, escalationCode, throwElementId: node.id, catchElementId: caught?.event.id ?? '',
    tenantId: value.tenantId,
  });
  return caught === undefined || caught.event.interrupting === false;
}
