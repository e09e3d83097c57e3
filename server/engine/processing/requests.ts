import { splitDocument } from '../records/document.ts';
import { DEFAULT_TENANT, NO_KEY } from '../records/types.ts';
import type { Key, ValueType, Variables } from '../records/types.ts';
import type { RecordValues } from '../records/values.ts';
import type { Command } from './step.ts';

/** `variables` as the wire carries them: the JSON text of an object. */
interface WithVariables {
  readonly variables?: string;
}

/** What clients may ask of the engine. Fields left out have Zeebe's defaults. */
export type CommandRequest =
  | { readonly valueType: 'DEPLOYMENT'; readonly intent: 'CREATE'; readonly value: { readonly resources: readonly { readonly resourceName: string; readonly content: Buffer }[] } }
  | {
    readonly valueType: 'PROCESS_INSTANCE_CREATION'; readonly intent: 'CREATE' | 'CREATE_WITH_AWAITING_RESULT';
    /** By id (version -1: the latest), or by key where the id is empty. */
    readonly value: WithVariables & {
      readonly bpmnProcessId?: string; readonly version?: number; readonly processDefinitionKey?: Key;
      readonly startInstructions?: readonly { readonly elementId: string }[]; readonly fetchVariables?: readonly string[];
    };
  }
  | { readonly valueType: 'PROCESS_INSTANCE'; readonly intent: 'CANCEL'; readonly key: Key }
  | { readonly valueType: 'JOB'; readonly intent: 'COMPLETE'; readonly key: Key; readonly value?: WithVariables }
  | {
    readonly valueType: 'JOB'; readonly intent: 'FAIL'; readonly key: Key;
    /** `retryBackoff` in milliseconds. */
    readonly value: WithVariables & { readonly retries: number; readonly errorMessage?: string; readonly retryBackoff?: number };
  }
  | {
    readonly valueType: 'JOB'; readonly intent: 'THROW_ERROR'; readonly key: Key;
    readonly value: WithVariables & { readonly errorCode: string; readonly errorMessage?: string };
  }
  | { readonly valueType: 'JOB'; readonly intent: 'UPDATE_RETRIES'; readonly key: Key; readonly value: { readonly retries: number } }
  /** Milliseconds from now. */
  | { readonly valueType: 'JOB'; readonly intent: 'UPDATE_TIMEOUT'; readonly key: Key; readonly value: { readonly timeout: number } }
  | { readonly valueType: 'INCIDENT'; readonly intent: 'RESOLVE'; readonly key: Key }
  | {
    readonly valueType: 'MESSAGE'; readonly intent: 'PUBLISH';
    /** `timeToLive` in milliseconds. */
    readonly value: WithVariables & {
      readonly name: string; readonly correlationKey: string; readonly timeToLive: number; readonly messageId?: string;
    };
  }
  | {
    readonly valueType: 'VARIABLE_DOCUMENT'; readonly intent: 'UPDATE';
    readonly value: { readonly scopeKey: Key; readonly variables: string; readonly updateSemantics: 'PROPAGATE' | 'LOCAL' };
  }
  | { readonly valueType: 'RESOURCE_DELETION'; readonly intent: 'DELETE'; readonly key: Key }
  | {
    readonly valueType: 'PROCESS_INSTANCE_MODIFICATION'; readonly intent: 'MODIFY'; readonly key: Key;
    readonly value: {
      readonly activateInstructions: readonly {
        readonly elementId: string; readonly ancestorScopeKey: Key; readonly variableInstructions: readonly (WithVariables & { readonly elementId: string })[];
      }[];
      readonly terminateInstructions: readonly { readonly elementInstanceKey: Key }[];
    };
  }
  | {
    readonly valueType: 'PROCESS_INSTANCE_MIGRATION'; readonly intent: 'MIGRATE'; readonly key: Key;
    readonly value: {
      readonly targetProcessDefinitionKey: Key;
      readonly mappingInstructions: readonly { readonly sourceElementId: string; readonly targetElementId: string }[];
    };
  }
  | { readonly valueType: 'SIGNAL'; readonly intent: 'BROADCAST'; readonly value: WithVariables & { readonly signalName: string } }
  | {
    readonly valueType: 'DECISION_EVALUATION'; readonly intent: 'EVALUATE';
    /** The latest version by id, or by key where the id is empty. */
    readonly value: WithVariables & { readonly decisionId: string; readonly decisionKey: Key };
  }
  | { readonly valueType: 'USER_TASK'; readonly intent: 'COMPLETE'; readonly key: Key; readonly value?: WithVariables & { readonly action?: string } }
  | { readonly valueType: 'USER_TASK'; readonly intent: 'ASSIGN' | 'CLAIM'; readonly key: Key; readonly value: { readonly assignee: string; readonly action?: string } }
  | {
    readonly valueType: 'USER_TASK'; readonly intent: 'UPDATE'; readonly key: Key;
    /** Only the attributes that are given change. */
    readonly value: {
      readonly action?: string; readonly candidateGroupsList?: readonly string[]; readonly candidateUsersList?: readonly string[];
      readonly dueDate?: string; readonly followUpDate?: string;
    };
  };

export interface JobRequest {
  readonly type: string;
  readonly worker: string;
  readonly timeoutMs: number;
  readonly maxJobs: number;
  /** Names; all that is visible where empty or left out. */
  readonly fetchVariables?: readonly string[];
}

/** Completes a request to the command that is processed and logged. Throws `InvalidDocument` where variables are not a JSON object. */
export function commandOf(request: CommandRequest): Command {
  const { valueType, intent } = request;
  const key = 'key' in request ? request.key : NO_KEY;
  return { valueType, intent, key, value: valueOf(request) } as Command;
}

export function jobBatchCommand({ type, worker, timeoutMs, maxJobs, fetchVariables = [] }: JobRequest): Command {
  return {
    valueType: 'JOB_BATCH', intent: 'ACTIVATE', key: NO_KEY,
    value: {
      type, worker, timeout: timeoutMs, maxJobsToActivate: maxJobs, jobKeys: [], jobs: [], tenantIds: [DEFAULT_TENANT],
      truncated: false, fetchVariables,
    },
  };
}

function valueOf(request: CommandRequest): RecordValues[ValueType] {
  const tenantId = DEFAULT_TENANT;
  switch (request.valueType) {
    case 'DEPLOYMENT': return {
      tenantId, processesMetadata: [], decisionsMetadata: [], decisionRequirementsMetadata: [], formMetadata: [],
      resources: request.value.resources.map(({ resourceName, content }) => ({ resourceName, resource: content.toString('base64') })),
    };
    case 'PROCESS_INSTANCE_CREATION': return {
      tenantId, bpmnProcessId: '', version: -1, processDefinitionKey: NO_KEY, processInstanceKey: NO_KEY, startInstructions: [],
      ...request.value, variables: variablesOf(request.value),
    };
    case 'PROCESS_INSTANCE': return {
      tenantId, bpmnProcessId: '', version: -1, processDefinitionKey: NO_KEY, processInstanceKey: NO_KEY, elementId: '',
      bpmnElementType: 'UNSPECIFIED', bpmnEventType: 'UNSPECIFIED', flowScopeKey: NO_KEY, parentProcessInstanceKey: NO_KEY,
      parentElementInstanceKey: NO_KEY,
    };
    case 'JOB': return {
      tenantId, type: '', worker: '', deadline: -1, timeout: -1, retries: -1, retryBackoff: 0, recurringTime: -1, errorMessage: '', errorCode: '',
      customHeaders: {}, jobKind: 'BPMN_ELEMENT', bpmnProcessId: '', processDefinitionVersion: -1, processDefinitionKey: NO_KEY,
      processInstanceKey: NO_KEY, elementId: '', elementInstanceKey: NO_KEY, ...request.value, variables: variablesOf(request.value),
    };
    case 'INCIDENT': return {
      tenantId, errorType: 'UNKNOWN', errorMessage: '', bpmnProcessId: '', processDefinitionKey: NO_KEY, processInstanceKey: NO_KEY, elementId: '',
      elementInstanceKey: NO_KEY, jobKey: NO_KEY, variableScopeKey: NO_KEY,
    };
    case 'MESSAGE': return { tenantId, deadline: -1, messageId: '', ...request.value, variables: variablesOf(request.value) };
    case 'RESOURCE_DELETION': return { tenantId, resourceKey: request.key };
    case 'PROCESS_INSTANCE_MODIFICATION': return {
      tenantId, processInstanceKey: request.key, ancestorScopeKeys: [], terminateInstructions: request.value.terminateInstructions,
      activateInstructions: request.value.activateInstructions.map(({ elementId, ancestorScopeKey, variableInstructions }) => ({
        elementId, ancestorScopeKey, ancestorScopeKeys: [],
        variableInstructions: variableInstructions.map((instruction) => ({ elementId: instruction.elementId, variables: variablesOf(instruction) })),
      })),
    };
    case 'PROCESS_INSTANCE_MIGRATION': return { tenantId, processInstanceKey: request.key, ...request.value };
    case 'SIGNAL': return { tenantId, signalName: request.value.signalName, variables: variablesOf(request.value) };
    case 'VARIABLE_DOCUMENT': return { tenantId, ...request.value, variables: variablesOf(request.value) };
    case 'DECISION_EVALUATION': return {
      tenantId, decisionName: '', decisionVersion: -1, decisionRequirementsId: '', decisionRequirementsKey: NO_KEY, decisionOutput: 'null',
      bpmnProcessId: '', processDefinitionKey: NO_KEY, processInstanceKey: NO_KEY, elementId: '', elementInstanceKey: NO_KEY, evaluatedDecisions: [],
      evaluationFailureMessage: '', failedDecisionId: '', ...request.value, variables: variablesOf(request.value),
    };
    case 'USER_TASK': return {
      tenantId, userTaskKey: request.key, assignee: '', candidateGroupsList: [], candidateUsersList: [], dueDate: '', followUpDate: '', formKey: NO_KEY,
      externalFormReference: '', customHeaders: {}, creationTimestamp: -1, action: '', bpmnProcessId: '', processDefinitionVersion: -1,
      processDefinitionKey: NO_KEY, processInstanceKey: NO_KEY, elementId: '', elementInstanceKey: NO_KEY, ...request.value,
      changedAttributes: request.intent === 'UPDATE' ? Object.keys(request.value).filter((name) => name !== 'action').sort() : [],
      variables: request.intent === 'COMPLETE' ? variablesOf(request.value) : {},
    };
  }
}

function variablesOf(value: object | undefined): Variables {
  const text = value !== undefined && 'variables' in value ? value.variables : undefined;
  return splitDocument(typeof text === 'string' ? text : '');
}
