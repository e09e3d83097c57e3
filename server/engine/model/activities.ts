import { setMember } from '../members.ts';
import type { CalledElement, ExecutableFlowNode, JobDefinition, Mapping, MultiInstance, UserTaskDefinition } from './types.ts';
import { bpmnChild, zeebeChildren, zeebeExtension, type XmlElement } from './xml.ts';
import { isExpression, listLiteral, stringLiteral, type Compile } from './compile.ts';
import { childText } from './definitions.ts';

const DEFAULT_RETRIES = '3';
/** People do not fail a task three times: Zeebe gives job-based user tasks one try. */
const USER_TASK_RETRIES = '1';

/** Job type of user tasks that have no `zeebe:userTask`. */
const USER_TASK_JOB_TYPE = 'io.camunda.zeebe:userTask';

export function readJob(element: XmlElement, compile: Compile): JobDefinition | undefined {
  const definition = zeebeExtension(element, 'taskDefinition');
  const type = definition?.attributes['type'];
  if (definition === undefined || type === undefined) return undefined;
  return { type: compile(type), retries: compile(definition.attributes['retries'] || DEFAULT_RETRIES) };
}

export function readListeners(element: XmlElement, compile: Compile): ExecutableFlowNode['listeners'] {
  const holder = zeebeExtension(element, 'executionListeners');
  if (holder === undefined) return undefined;
  const of = (eventType: string): JobDefinition[] => zeebeChildren(holder, 'executionListener')
    .filter(({ attributes }) => attributes['eventType'] === eventType)
    .map(({ attributes }) => ({ type: compile(attributes['type'] ?? ''), retries: compile(attributes['retries'] || DEFAULT_RETRIES) }));
  return { start: of('start'), end: of('end') };
}

export function readMappings(element: XmlElement, kind: 'input' | 'output', compile: Compile): Mapping[] {
  const mapping = zeebeExtension(element, 'ioMapping');
  if (mapping === undefined) return [];
  return zeebeChildren(mapping, kind).map((entry) => ({
    source: compile(entry.attributes['source'] ?? ''), target: (entry.attributes['target'] ?? '').split('.'),
  }));
}

/** Headers without key or value are left out, as Zeebe does. */
export function readTaskHeaders(element: XmlElement): Record<string, string> {
  const headers: Record<string, string> = {};
  const holder = zeebeExtension(element, 'taskHeaders');
  for (const header of holder === undefined ? [] : zeebeChildren(holder, 'header')) {
    const { key, value } = header.attributes;
    if (key && value) setMember(headers, key, value);
  }
  return headers;
}

/** A user task is Zeebe's own (`zeebe:userTask`) or a job of type {@link USER_TASK_JOB_TYPE}. */
export function readUserTask(element: XmlElement, compile: Compile): Pick<ExecutableFlowNode, 'job' | 'userTask'> {
  const own = zeebeExtension(element, 'userTask') !== undefined;
  const userTask = readUserTaskProperties(element, compile);
  return own ? { userTask } : { userTask, job: { type: compile(USER_TASK_JOB_TYPE), retries: compile(USER_TASK_RETRIES) } };
}

function readUserTaskProperties(element: XmlElement, compile: Compile): UserTaskDefinition {
  const assignment = zeebeExtension(element, 'assignmentDefinition')?.attributes;
  const schedule = zeebeExtension(element, 'taskSchedule')?.attributes;
  const form = zeebeExtension(element, 'formDefinition')?.attributes;
  const literalOr = (text: string | undefined, literal: (text: string) => string) =>
    text ? compile(isExpression(text) ? text : literal(text)) : undefined;
  return defined({
    assignee: literalOr(assignment?.['assignee'], stringLiteral),
    candidateGroups: literalOr(assignment?.['candidateGroups'], listLiteral),
    candidateUsers: literalOr(assignment?.['candidateUsers'], listLiteral),
    dueDate: literalOr(schedule?.['dueDate'], stringLiteral),
    followUpDate: literalOr(schedule?.['followUpDate'], stringLiteral),
    formId: literalOr(form?.['formId'], stringLiteral),
    externalFormReference: literalOr(form?.['externalReference'], stringLiteral),
    formKey: form?.['formKey'],
  });
}

export function readScript(element: XmlElement, compile: Compile): ExecutableFlowNode['script'] {
  const script = zeebeExtension(element, 'script')?.attributes;
  if (script === undefined) return undefined;
  return { expression: compile(script['expression'] ?? ''), resultVariable: script['resultVariable'] ?? '' };
}

export function readCalledDecision(element: XmlElement, compile: Compile): ExecutableFlowNode['calledDecision'] {
  const called = zeebeExtension(element, 'calledDecision')?.attributes;
  if (called === undefined) return undefined;
  return { decisionId: compile(called['decisionId'] ?? ''), resultVariable: called['resultVariable'] ?? '' };
}

export function readCalledElement(element: XmlElement, compile: Compile): CalledElement | undefined {
  const called = zeebeExtension(element, 'calledElement')?.attributes;
  if (called === undefined) return undefined;
  return {
    processId: compile(called['processId'] ?? ''),
    propagateAllChildVariables: called['propagateAllChildVariables'] !== 'false',
    propagateAllParentVariables: called['propagateAllParentVariables'] !== 'false',
  };
}

export function readMultiInstance(element: XmlElement, compile: Compile): MultiInstance | undefined {
  const loop = bpmnChild(element, 'multiInstanceLoopCharacteristics');
  const settings = loop === undefined ? undefined : zeebeExtension(loop, 'loopCharacteristics')?.attributes;
  if (loop === undefined || settings === undefined) return undefined;
  const completionCondition = childText(loop, 'completionCondition');
  const outputElement = settings['outputElement'];
  return {
    sequential: loop.attributes['isSequential'] === 'true',
    inputCollection: compile(settings['inputCollection'] ?? ''),
    ...defined({
      inputElement: settings['inputElement'] || undefined,
      outputCollection: settings['outputCollection'] || undefined,
      outputElement: outputElement ? compile(outputElement) : undefined,
      completionCondition: completionCondition ? compile(completionCondition) : undefined,
    }),
  };
}

/** Leaves out what is undefined, so that `in` and equality see only what the diagram says. */
function defined<T extends object>(values: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
