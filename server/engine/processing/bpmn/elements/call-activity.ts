import { latestVersion } from '../../../state/process-versions.ts';
import { localVariables, visibleVariables } from '../../../state/variable-scopes.ts';
import { NO_KEY } from '../../../records/types.ts';
import { evaluateString } from '../../expressions.ts';
import { ProcessingFailure } from '../../failure.ts';
import { mergeDocument, mergeLocalDocument } from '../../variables.ts';
import { takeTrigger } from '../event-triggers.ts';
import { resolveIncidents } from '../incidents.ts';
import { applyInputMappings, applyOutputMappings } from '../mappings.ts';
import { completeAndLeave, finishTermination } from '../scopes.ts';
import { subscribeToOwnEvents, unsubscribe } from '../subscriptions.ts';
import { emitActivated, terminateElement } from '../transitions.ts';
import type { ElementBehavior } from './behavior.ts';

/** Starts an instance of another process and waits for its end. */
export const callActivity: ElementBehavior = {
  activate(step, context) {
    const { key, value, node } = context;
    const called = node.calledElement;
    if (called === undefined) throw new Error(`${node.id} has no called element`);
    applyInputMappings(step, context);
    const processId = evaluateString(step, called.processId, key);
    const deployed = latestVersion(step.state, processId);
    if (deployed === undefined) throw calledElementError(`to be deployed, but not found.`, processId);
    const process = step.state.models.process(deployed.processDefinitionKey);
    if (process.noneStartEvent === undefined) throw calledElementError(`to have a none start event, but not found.`, processId);
    subscribeToOwnEvents(step, context);
    emitActivated(step, context);
    const instanceKey = step.newKey();
    const instance = {
      bpmnProcessId: processId, version: deployed.version, processDefinitionKey: deployed.processDefinitionKey,
      processInstanceKey: instanceKey, elementId: processId, bpmnElementType: process.elementType, bpmnEventType: process.eventType,
      flowScopeKey: NO_KEY, parentProcessInstanceKey: value.processInstanceKey, parentElementInstanceKey: key, tenantId: value.tenantId,
    };
    step.command('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', instanceKey, instance);
    if (called.propagateAllParentVariables) mergeLocalDocument(step, instanceKey, instance, visibleVariables(step.state, key));
    else if (node.inputs.length > 0) mergeLocalDocument(step, instanceKey, instance, localVariables(step.state, key));
  },
  complete(step, context) {
    const { node } = context;
    if (node.outputs.length > 0) applyOutputMappings(step, context);
    else if (node.calledElement?.propagateAllChildVariables === true) {
      mergeDocument(step, context.key, context.value, takeTrigger(step, context)?.variables ?? {});
    }
    unsubscribe(step, context.key);
    completeAndLeave(step, context);
  },
  terminate(step, context) {
    unsubscribe(step, context.key);
    resolveIncidents(step, context.key);
    const calledKey = step.state.element(context.key)?.calledInstanceKey;
    const called = calledKey === undefined ? undefined : step.state.element(calledKey);
    if (called === undefined) finishTermination(step, context);
    else if (called.state !== 'TERMINATING') terminateElement(step, called.key, called.value);
  },
};

function calledElementError(what: string, processId: string): ProcessingFailure {
  return new ProcessingFailure('CALLED_ELEMENT_ERROR', `Expected process with BPMN process id '${processId}' ${what}`);
}
