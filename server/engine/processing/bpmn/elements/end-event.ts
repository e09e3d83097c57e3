import { evaluateString } from '../../expressions.ts';
import { throwError } from '../errors.ts';
import { applyInputMappings, applyOutputMappings } from '../mappings.ts';
import { endPath } from '../scopes.ts';
import { completeElement, emitActivated, emitCompleting, isScopeDone, terminateChildren } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';
import { terminateLeaf } from './termination.ts';

export const noneEndEvent: ElementBehavior = {
  activate(step, context) {
    emitActivated(step, context);
    emitCompleting(step, context);
    applyOutputMappings(step, context);
    endPath(step, context);
  },
  complete(step, context) {
    applyOutputMappings(step, context);
    endPath(step, context);
  },
  terminate: terminateLeaf,
};

/** Stays active until the event that catches the error terminates it. */
export const errorEndEvent: ElementBehavior = {
  activate(step, context) {
    applyInputMappings(step, context);
    const code = context.node.errorCode === undefined ? '' : evaluateString(step, context.node.errorCode, context.key);
    throwError(step, context.value.flowScopeKey, code, '', {}, () => emitActivated(step, context));
  },
  terminate: terminateLeaf,
};

/** Ends its scope: everything else in it is terminated, the scope completes. Zeebe takes no mappings there. */
export const terminateEndEvent: ElementBehavior = {
  activate(step, context) {
    emitActivated(step, context);
    emitCompleting(step, context);
    const { key, value } = context;
    step.emit('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', key, value);
    const scope = step.state.element(value.flowScopeKey);
    if (scope === undefined || terminateChildren(step, scope)) return;
    if (isScopeDone(step, scope.key)) completeElement(step, scope.key, scope.value);
  },
  terminate: terminateLeaf,
};
