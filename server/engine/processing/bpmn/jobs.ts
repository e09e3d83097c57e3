import type { Expression, JsonText } from '../../expressions/index.ts';
import type { JobDefinition, UserTaskDefinition } from '../../model/types.ts';
import type { Key } from '../../records/types.ts';
import type { JobValue } from '../../records/values.ts';
import { evaluateNumber, evaluateString, feelText } from '../expressions.ts';
import { ProcessingFailure } from '../failure.ts';
import { publishJob } from '../job/publish.ts';
import type { Step } from '../step.ts';
import type { ElementContext } from './context.ts';
import { resolveJobIncident } from './incidents.ts';
import { evaluateDate, evaluateFormKey, evaluateNames } from './task-properties.ts';

export interface JobProperties {
  readonly type: string;
  readonly retries: number;
  readonly headers: Readonly<Record<string, string>>;
}

export function evaluateJob(step: Step, { key, node }: ElementContext): JobProperties {
  const job = node.job;
  if (job === undefined) throw new Error(`${node.id} has no job definition`);
  return { ...evaluateDefinition(step, job, key), headers: { ...node.taskHeaders, ...userTaskHeaders(step, key, node.userTask) } };
}

export function evaluateListener(step: Step, listener: JobDefinition, key: Key): JobProperties {
  return { ...evaluateDefinition(step, listener, key), headers: {} };
}

function evaluateDefinition(step: Step, job: JobDefinition, key: Key): Pick<JobProperties, 'type' | 'retries'> {
  const type = evaluateString(step, job.type, key);
  if (type === '') {
    throw new ProcessingFailure(
      'EXTRACT_VALUE_ERROR', `Expected result of the expression '${feelText(job.type)}' to be a not-empty string, but was an empty string.`, key,
    );
  }
  return { type, retries: evaluateNumber(step, job.retries, key) };
}

/** Job-based user tasks tell their worker whose task it is through headers with this prefix. */
function userTaskHeaders(step: Step, key: Key, task: UserTaskDefinition | undefined): Record<string, string> {
  if (task === undefined) return {};
  const headers: Record<string, string> = {};
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined && value !== '') headers[`io.camunda.zeebe:${name}`] = value;
  };
  const names = (expression: Expression | undefined): JsonText | undefined =>
    expression === undefined ? undefined : JSON.stringify(evaluateNames(step, expression, key));
  add('assignee', task.assignee && evaluateString(step, task.assignee, key));
  add('candidateGroups', names(task.candidateGroups));
  add('candidateUsers', names(task.candidateUsers));
  add('dueDate', task.dueDate && evaluateDate(step, task.dueDate, key));
  add('followUpDate', task.followUpDate && evaluateDate(step, task.followUpDate, key));
  add('formKey', task.formId === undefined ? task.formKey : evaluateFormKey(step, task.formId, key));
  return headers;
}

export function createJob(
  step: Step, { key, value }: ElementContext, { type, retries, headers }: JobProperties, jobKind: JobValue['jobKind'] = 'BPMN_ELEMENT',
): void {
  const jobKey = step.newKey();
  const job: JobValue = {
    type, retries, customHeaders: headers,
    worker: '', deadline: -1, timeout: -1, retryBackoff: 0, recurringTime: -1, errorMessage: '', errorCode: '', variables: {},
    jobKind,
    bpmnProcessId: value.bpmnProcessId,
    processDefinitionVersion: value.version,
    processDefinitionKey: value.processDefinitionKey,
    processInstanceKey: value.processInstanceKey,
    elementId: value.elementId,
    elementInstanceKey: key,
    tenantId: value.tenantId,
  };
  step.emit('JOB', 'CREATED', jobKey, job);
  publishJob(step, jobKey, job);
}

/** The job of a terminated element with its incident; one that threw a caught error is gone already. */
export function cancelJob(step: Step, elementInstanceKey: Key): void {
  const jobKey = step.state.element(elementInstanceKey)?.jobKey;
  const job = jobKey === undefined ? undefined : step.state.jobs.get('', jobKey);
  if (job !== undefined) step.emit('JOB', 'CANCELED', jobKey!, job.value);
  if (jobKey !== undefined) resolveJobIncident(step, jobKey);
}
