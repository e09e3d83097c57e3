import { NO_KEY } from '../../../records/types.ts';
import { localVariables } from '../../../state/variable-scopes.ts';
import { evaluateString } from '../../expressions.ts';
import { applyInputMappings } from '../mappings.ts';
import { completeElement, emitActivated } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { passThrough } from './plain-task.ts';
import { terminateThenResolve } from './termination.ts';

/** Signal end and intermediate throw events: the signal carries what the input mappings made. */
export const signalThrowEvent: ElementBehavior = {
  ...passThrough,
  activate(step, context) {
    const { key, value, node } = context;
    if (node.signalName === undefined) throw new Error(`${node.id} has no signal`);
    applyInputMappings(step, context);
    const signalName = evaluateString(step, node.signalName, key);
    emitActivated(step, context);
    step.command('SIGNAL', 'BROADCAST', NO_KEY, { signalName, variables: localVariables(step.state, key), tenantId: value.tenantId });
    completeElement(step, key, value);
  },
  terminate: terminateThenResolve,
};
