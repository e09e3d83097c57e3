import type { Key } from '../../records/types.ts';
import type { ProcessInstanceValue } from '../../records/values.ts';
import type { ExecutableNode } from '../../state/process-models.ts';
import type { ElementInstance } from '../../state/state.ts';
import type { Step } from '../step.ts';

/** One element instance while it is processed. `value` is what its records carry. */
export interface ElementContext<N extends ExecutableNode = ExecutableNode> {
  readonly key: Key;
  readonly value: ProcessInstanceValue;
  readonly node: N;
}

export function contextOf(step: Step, instance: ElementInstance): ElementContext {
  return { key: instance.key, value: instance.value, node: step.state.models.node(instance.value) };
}

/** The value of a record about another element of the same process instance. */
export function valueFor(value: ProcessInstanceValue, node: ExecutableNode, flowScopeKey: Key): ProcessInstanceValue {
  return { ...value, elementId: node.id, bpmnElementType: node.elementType, bpmnEventType: node.eventType, flowScopeKey };
}
