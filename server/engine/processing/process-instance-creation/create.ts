import { NO_KEY } from '../../records/types.ts';
import type { ProcessInstanceCreationValue, ProcessInstanceValue, ProcessValue } from '../../records/values.ts';
import { latestVersion, processVersion } from '../../state/process-versions.ts';
import { mergeLocalDocument } from '../variables.ts';
import type { Command, Step } from '../step.ts';
import type { Processor } from '../processor.ts';
import { startBefore, startInstructionProblem } from './start-instructions.ts';

export const createProcessInstance: Processor<'PROCESS_INSTANCE_CREATION'> = (step, command) => {
  const created = create(step, command);
  if (created !== undefined) step.answer('PROCESS_INSTANCE_CREATION', 'CREATED', created.key, created.value);
};

/** The same, but the client is answered once the instance completed (PROCESS_INSTANCE_RESULT COMPLETED). */
export const createProcessInstanceWithResult: Processor<'PROCESS_INSTANCE_CREATION'> = (step, command) => {
  const created = create(step, command);
  if (created !== undefined && step.request !== undefined) {
    step.awaitResult(created.value.processInstanceKey, command.value.fetchVariables ?? []);
  }
};

function create(step: Step, { value }: Command<'PROCESS_INSTANCE_CREATION'>) {
  if (value.bpmnProcessId === '' && BigInt(value.processDefinitionKey) < 0n) {
    step.reject('INVALID_ARGUMENT', 'Expected at least a bpmnProcessId or a key greater than -1, but none given');
    return undefined;
  }
  const process = findProcess(step, value);
  if (typeof process === 'string') {
    step.reject('NOT_FOUND', process);
    return undefined;
  }
  const model = step.state.models.process(process.processDefinitionKey);
  const startElements = value.startInstructions.map(({ elementId }) => elementId);
  const problem = startInstructionProblem(model, startElements);
  if (problem !== undefined) {
    step.reject('INVALID_ARGUMENT', problem);
    return undefined;
  }
  if (startElements.length === 0 && model.noneStartEvent === undefined) {
    step.reject('INVALID_STATE', 'Expected to create instance of process with none start event, but there is no such event');
    return undefined;
  }
  const processInstanceKey = step.newKey();
  const instance: ProcessInstanceValue = {
    bpmnProcessId: process.bpmnProcessId, version: process.version, processDefinitionKey: process.processDefinitionKey, processInstanceKey,
    elementId: process.bpmnProcessId, bpmnElementType: model.elementType, bpmnEventType: model.eventType, flowScopeKey: NO_KEY,
    parentProcessInstanceKey: NO_KEY, parentElementInstanceKey: NO_KEY, tenantId: process.tenantId,
  };
  mergeLocalDocument(step, processInstanceKey, instance, value.variables);
  if (startElements.length > 0) startBefore(step, model, instance, startElements);
  else step.command('PROCESS_INSTANCE', 'ACTIVATE_ELEMENT', processInstanceKey, instance);
  const created: ProcessInstanceCreationValue = {
    bpmnProcessId: process.bpmnProcessId, version: process.version, processDefinitionKey: process.processDefinitionKey, processInstanceKey,
    startInstructions: value.startInstructions, variables: value.variables, tenantId: process.tenantId,
  };
  const key = step.newKey();
  step.emit('PROCESS_INSTANCE_CREATION', 'CREATED', key, created);
  return { key, value: created };
}

function findProcess(step: Step, { bpmnProcessId, version, processDefinitionKey }: ProcessInstanceCreationValue): ProcessValue | string {
  if (bpmnProcessId === '') {
    return step.state.processes.get('', processDefinitionKey) ?? `Expected to find process definition with key '${processDefinitionKey}', but none found`;
  }
  if (version < 0) {
    return latestVersion(step.state, bpmnProcessId) ?? `Expected to find process definition with process ID '${bpmnProcessId}', but none found`;
  }
  return processVersion(step.state, bpmnProcessId, version)
    ?? `Expected to find process definition with process ID '${bpmnProcessId}' and version '${version}', but none found`;
}
