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

/** Forks only: Zeebe 8.5 knows no inclusive join. */
export const inclusiveGateway: ElementBehavior = {
  activate(step, context) {
    const flows = chooseFlows(step, context);
    emitActivated(step, context);
    emitCompleting(step, context);
    if (flows.length === 0) {
      endPath(step, context);
      return;
    }
    step.emit('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', context.key, context.value);
    for (const flow of flows) takeSequenceFlow(step, context, flow);
  },
  terminate: terminateLeaf,
};

/** All flows whose condition holds, else the default; a single flow needs no condition. None at the end of a path. */
function chooseFlows(step: Step, { key, node }: ElementContext): readonly ExecutableSequenceFlow[] {
  const [only] = node.outgoing;
  if (only === undefined) return [];
  if (node.outgoing.length === 1 && only.condition === undefined) return [only];
  const chosen = inZeebesOrder(node.outgoing)
    .filter((flow) => flow.condition !== undefined && flow !== node.defaultFlow && evaluateBoolean(step, flow.condition, key));
  if (chosen.length > 0) return chosen;
  if (node.defaultFlow !== undefined) return [node.defaultFlow];
  throw new ProcessingFailure('CONDITION_ERROR', 'Expected at least one condition to evaluate to true, or to have a default flow', key);
}
