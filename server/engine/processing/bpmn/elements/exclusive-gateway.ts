import type { ExecutableSequenceFlow } from '../../../model/types.ts';
import { inZeebesOrder } from '../../../model/zeebes-order.ts';
import { evaluateBoolean } from '../../expressions.ts';
import { ProcessingFailure } from '../../failure.ts';
import type { Step } from '../../step.ts';
import type { ElementContext } from '../context.ts';
import { endPath } from '../scopes.ts';
import { emitActivated, emitCompleting, takeSequenceFlow } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { terminateLeaf } from './termination.ts';

export const exclusiveGateway: ElementBehavior = {
  activate(step, context) {
    const flow = chooseFlow(step, context);
    emitActivated(step, context);
    emitCompleting(step, context);
    if (flow === undefined) {
      endPath(step, context);
      return;
    }
    step.emit('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', context.key, context.value);
    takeSequenceFlow(step, context, flow);
  },
  terminate: terminateLeaf,
};

/** A flow whose condition holds (in Zeebe's order the diagram's last such), else the default; a single flow needs no condition. Undefined at the end of a path. */
function chooseFlow(step: Step, { key, node }: ElementContext): ExecutableSequenceFlow | undefined {
  const [only] = node.outgoing;
  if (only === undefined) return undefined;
  if (node.outgoing.length === 1 && only.condition === undefined) return only;
  for (const flow of inZeebesOrder(node.outgoing)) {
    if (flow.condition !== undefined && flow !== node.defaultFlow && evaluateBoolean(step, flow.condition, key)) return flow;
  }
  if (node.defaultFlow !== undefined) return node.defaultFlow;
  throw new ProcessingFailure('CONDITION_ERROR', 'Expected at least one condition to evaluate to true, or to have a default flow', key);
}
