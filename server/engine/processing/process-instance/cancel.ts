import { NO_KEY } from '../../records/types.ts';
import { terminateElement } from '../bpmn/transitions.ts';
import type { Processor } from '../processor.ts';

export const cancelProcessInstance: Processor<'PROCESS_INSTANCE'> = (step, { key }) => {
  const instance = step.state.element(key);
  if (instance === undefined || instance.value.flowScopeKey !== NO_KEY || instance.state === 'TERMINATING') {
    return step.reject('NOT_FOUND', `Expected to cancel a process instance with key '${key}', but no such process was found`);
  }
  if (instance.value.parentProcessInstanceKey !== NO_KEY) {
    let root = instance;
    while (root.value.parentProcessInstanceKey !== NO_KEY) root = step.state.element(root.value.parentProcessInstanceKey)!;
    return step.reject(
      'INVALID_STATE',
      `Expected to cancel a process instance with key '${key}', but it is created by a parent process instance. `
        + `Cancel the root process instance '${root.key}' instead.`,
    );
  }
  step.answer('PROCESS_INSTANCE', 'ELEMENT_TERMINATING', key, instance.value);
  terminateElement(step, key, instance.value);
};
