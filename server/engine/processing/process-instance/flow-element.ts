import { NO_KEY } from '../../records/types.ts';
import type { Key } from '../../records/types.ts';
import type { ProcessInstanceValue } from '../../records/values.ts';
import { compositeKey } from '../../state/state.ts';
import type { ElementInstance } from '../../state/state.ts';
import { ProcessingFailure } from '../failure.ts';
import type { Processor } from '../processor.ts';
import type { Step } from '../step.ts';
import type { ElementContext } from '../bpmn/context.ts';
import { behaviorOf } from '../bpmn/elements/index.ts';
import { raiseIncident } from '../bpmn/incidents.ts';
import { prepareInner } from '../bpmn/multi-instance-body.ts';

export const activateElement: Processor<'PROCESS_INSTANCE'> = (step, { key: given, value, byInstruction }) => {
  const existing = given === NO_KEY ? undefined : step.state.element(given);
  // An element that is activating already comes back from an incident.
  const problem = existing === undefined ? activationProblem(step, value, byInstruction) : stateProblem(existing.state, 'ACTIVATING');
  if (problem !== undefined) return step.reject('INVALID_STATE', problem);
  const key = given === NO_KEY ? step.newKey() : given;
  if (existing === undefined) step.emit('PROCESS_INSTANCE', 'ELEMENT_ACTIVATING', key, value);
  orIncident(step, key, value, (context) => {
    const scope = step.state.element(value.flowScopeKey);
    if (scope?.value.bpmnElementType === 'MULTI_INSTANCE_BODY') prepareInner(step, scope, context);
    behaviorOf(context.node).activate(step, context);
  });
};

export const completeElement: Processor<'PROCESS_INSTANCE'> = (step, { key }) => {
  const instance = step.state.element(key);
  const problem = instance === undefined ? `Expected element instance with key '${key}' to be present in state but not found.`
    : stateProblem(instance.state, 'ACTIVATED', 'COMPLETING') ?? scopeProblem(step, instance.value);
  if (problem !== undefined || instance === undefined) return step.reject('INVALID_STATE', problem!);
  if (instance.state === 'ACTIVATED') step.emit('PROCESS_INSTANCE', 'ELEMENT_COMPLETING', key, instance.value);
  orIncident(step, key, instance.value, (context) => {
    const { complete } = behaviorOf(context.node);
    if (complete === undefined) throw new Error(`${context.node.id} has no wait state`);
    complete(step, context);
  });
};

export const completeExecutionListener: Processor<'PROCESS_INSTANCE'> = (step, { key }) => {
  const instance = step.state.element(key);
  const problem = instance === undefined ? `Expected element instance with key '${key}' to be present in state but not found.`
    : stateProblem(instance.state, 'ACTIVATING', 'COMPLETING');
  if (problem !== undefined || instance === undefined) return step.reject('INVALID_STATE', problem!);
  orIncident(step, key, instance.value, (context) => behaviorOf(context.node).listenerDone?.(step, context));
};

export const terminateElement: Processor<'PROCESS_INSTANCE'> = (step, { key }) => {
  const instance = step.state.element(key);
  const problem = instance === undefined ? `Expected element instance with key '${key}' to be present in state but not found.`
    : stateProblem(instance.state, 'ACTIVATING', 'ACTIVATED', 'COMPLETING');
  if (problem !== undefined || instance === undefined) return step.reject('INVALID_STATE', problem!);
  step.emit('PROCESS_INSTANCE', 'ELEMENT_TERMINATING', key, instance.value);
  orIncident(step, key, instance.value, (context) => behaviorOf(context.node).terminate(step, context));
};

function orIncident(step: Step, key: Key, value: ProcessInstanceValue, process: (context: ElementContext) => void): void {
  try {
    process({ key, value, node: step.state.models.node(value) });
  } catch (error) {
    if (!(error instanceof ProcessingFailure)) throw error;
    raiseIncident(step, key, value, error);
  }
}

function stateProblem(state: string, expected: string, ...others: readonly string[]): string | undefined {
  if (expected === state || others.includes(state)) return undefined;
  const alternatives = others.map((each) => `ELEMENT_${each}`).join(', ');
  return `Expected element instance to be in state 'ELEMENT_${expected}' or one of '[${alternatives}]' but was 'ELEMENT_${state}'.`;
}

function activationProblem(step: Step, value: ProcessInstanceValue, byInstruction = false): string | undefined {
  return scopeProblem(step, value) ?? (byInstruction ? undefined : joinProblem(step, value));
}

/** What lies around the element, its scope or its caller, is active and not interrupted by something else. */
function scopeProblem(step: Step, value: ProcessInstanceValue): string | undefined {
  if (value.flowScopeKey !== NO_KEY) {
    const scope = step.state.element(value.flowScopeKey);
    if (scope === undefined) return `Expected flow scope instance with key '${value.flowScopeKey}' to be present in state but not found.`;
    if (scope.state !== 'ACTIVATED') return `Expected flow scope instance to be in state 'ELEMENT_ACTIVATED' but was 'ELEMENT_${scope.state}'.`;
    return interruptionProblem(scope, value);
  }
  if (value.parentElementInstanceKey === NO_KEY) return undefined;
  const caller = step.state.element(value.parentElementInstanceKey);
  if (caller === undefined) return `Expected call activity instance with key '${value.parentElementInstanceKey}' to be present in state but not found.`;
  return stateProblem(caller.state, 'ACTIVATED') ?? interruptionProblem(caller, value);
}

function interruptionProblem({ interruptedBy }: ElementInstance, { elementId }: ProcessInstanceValue): string | undefined {
  return interruptedBy === undefined || interruptedBy === elementId ? undefined
    : `Expected flow scope instance to be not interrupted but was interrupted by an event with id '${interruptedBy}'.`;
}

/** A joining gateway is activated once for each set of its incoming flows. */
function joinProblem(step: Step, value: ProcessInstanceValue): string | undefined {
  if (value.bpmnElementType !== 'PARALLEL_GATEWAY') return undefined;
  const group = compositeKey(value.flowScopeKey, value.elementId);
  const complete = step.state.models.node(value).incoming.every(({ id }) => (step.state.takenFlows.get(group, id) ?? 0) > 0);
  return complete ? undefined
    : `Expected to be able to activate parallel gateway '${value.elementId}', but not all sequence flows have been taken.`;
}
