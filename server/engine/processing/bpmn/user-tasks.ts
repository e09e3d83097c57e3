import { NO_KEY } from '../../records/types.ts';
import type { Key } from '../../records/types.ts';
import type { UserTaskValue } from '../../records/values.ts';
import { evaluateString } from '../expressions.ts';
import type { Step } from '../step.ts';
import type { ElementContext } from './context.ts';
import { evaluateDate, evaluateFormKey, evaluateNames } from './task-properties.ts';

export function evaluateUserTask(step: Step, { key, value, node }: ElementContext): Omit<UserTaskValue, 'userTaskKey'> {
  const task = node.userTask ?? {};
  return {
    assignee: task.assignee === undefined ? '' : evaluateString(step, task.assignee, key),
    candidateGroupsList: task.candidateGroups === undefined ? [] : evaluateNames(step, task.candidateGroups, key),
    candidateUsersList: task.candidateUsers === undefined ? [] : evaluateNames(step, task.candidateUsers, key),
    dueDate: task.dueDate === undefined ? '' : evaluateDate(step, task.dueDate, key),
    followUpDate: task.followUpDate === undefined ? '' : evaluateDate(step, task.followUpDate, key),
    externalFormReference: task.externalFormReference === undefined ? '' : evaluateString(step, task.externalFormReference, key),
    formKey: task.formId === undefined ? NO_KEY : evaluateFormKey(step, task.formId, key),
    customHeaders: node.taskHeaders,
    creationTimestamp: step.now,
    changedAttributes: [],
    action: '',
    variables: {},
    bpmnProcessId: value.bpmnProcessId,
    processDefinitionVersion: value.version,
    processDefinitionKey: value.processDefinitionKey,
    processInstanceKey: value.processInstanceKey,
    elementId: value.elementId,
    elementInstanceKey: key,
    tenantId: value.tenantId,
  };
}

export function cancelUserTask(step: Step, elementInstanceKey: Key): void {
  const taskKey = step.state.element(elementInstanceKey)?.userTaskKey;
  const task = taskKey === undefined ? undefined : step.state.userTasks.get('', taskKey);
  if (task === undefined) return;
  step.emit('USER_TASK', 'CANCELING', taskKey!, task);
  step.emit('USER_TASK', 'CANCELED', taskKey!, task);
}
