import type { BpmnElementType, BpmnEventType } from '../model/types.ts';
import type {
  DecisionEvaluationValue, DecisionRequirementsMetadata, DecisionRequirementsValue, DecisionValue,
} from './decisions.ts';
import type { Key, Variables } from './types.ts';

export type * from './decisions.ts';

/** The value of each kind of record, field by field as Zeebe 8.5's exporters write it (keys as strings, variables see `Variables`). */
export interface RecordValues {
  DEPLOYMENT: DeploymentValue;
  PROCESS: ProcessValue;
  PROCESS_INSTANCE: ProcessInstanceValue;
  PROCESS_INSTANCE_CREATION: ProcessInstanceCreationValue;
  PROCESS_INSTANCE_RESULT: ProcessInstanceResultValue;
  PROCESS_EVENT: ProcessEventValue;
  VARIABLE: VariableValue;
  VARIABLE_DOCUMENT: VariableDocumentValue;
  JOB: JobValue;
  JOB_BATCH: JobBatchValue;
  INCIDENT: IncidentValue;
  TIMER: TimerValue;
  MESSAGE: MessageValue;
  MESSAGE_BATCH: { readonly messageKeys: readonly Key[] };
  MESSAGE_SUBSCRIPTION: MessageSubscriptionValue;
  PROCESS_MESSAGE_SUBSCRIPTION: ProcessMessageSubscriptionValue;
  MESSAGE_START_EVENT_SUBSCRIPTION: MessageStartEventSubscriptionValue;
  USER_TASK: UserTaskValue;
  DECISION: DecisionValue;
  DECISION_REQUIREMENTS: DecisionRequirementsValue;
  DECISION_EVALUATION: DecisionEvaluationValue;
  ESCALATION: EscalationValue;
  COMPENSATION_SUBSCRIPTION: CompensationSubscriptionValue;
  SIGNAL: SignalValue;
  SIGNAL_SUBSCRIPTION: SignalSubscriptionValue;
  RESOURCE_DELETION: ResourceDeletionValue;
  FORM: FormValue;
  PROCESS_INSTANCE_MODIFICATION: ProcessInstanceModificationValue;
  PROCESS_INSTANCE_MIGRATION: ProcessInstanceMigrationValue;
  PROCESS_INSTANCE_BATCH: ProcessInstanceBatchValue;
}

interface Tenanted {
  readonly tenantId: string;
}

export interface DeploymentValue extends Tenanted {
  /** Base64 of each file; empty in the CREATED event. */
  readonly resources: readonly { readonly resourceName: string; readonly resource: string }[];
  readonly processesMetadata: readonly ProcessMetadata[];
  readonly decisionsMetadata: readonly DecisionValue[];
  readonly decisionRequirementsMetadata: readonly DecisionRequirementsMetadata[];
  readonly formMetadata: readonly FormMetadata[];
}

export interface ProcessMetadata extends Tenanted {
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly processDefinitionKey: Key;
  readonly resourceName: string;
  /** Base64 of the resource's MD5. */
  readonly checksum: string;
  readonly duplicate: boolean;
}

export interface ProcessValue extends ProcessMetadata {
  readonly resource: string;
}

export interface ProcessInstanceValue extends Tenanted {
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly processDefinitionKey: Key;
  readonly processInstanceKey: Key;
  readonly elementId: string;
  readonly bpmnElementType: BpmnElementType | 'UNSPECIFIED';
  readonly bpmnEventType: BpmnEventType;
  readonly flowScopeKey: Key;
  /** The calling instance and its call activity, `-1` where nobody called. */
  readonly parentProcessInstanceKey: Key;
  readonly parentElementInstanceKey: Key;
}

export interface ProcessInstanceCreationValue extends Tenanted {
  readonly bpmnProcessId: string;
  /** -1: the latest. */
  readonly version: number;
  readonly processDefinitionKey: Key;
  readonly processInstanceKey: Key;
  readonly startInstructions: readonly { readonly elementId: string }[];
  readonly variables: Variables;
  /** Only in the command: which variables the awaited result has (empty: all). */
  readonly fetchVariables?: readonly string[];
}

export interface ProcessInstanceResultValue extends Tenanted {
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly processDefinitionKey: Key;
  readonly processInstanceKey: Key;
  readonly variables: Variables;
}

export interface ProcessEventValue extends Tenanted {
  readonly scopeKey: Key;
  readonly processDefinitionKey: Key;
  readonly processInstanceKey: Key;
  readonly targetElementId: string;
  readonly variables: Variables;
}

export interface VariableValue extends Tenanted {
  readonly name: string;
  /** JSON text. */
  readonly value: string;
  readonly scopeKey: Key;
  readonly processInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly bpmnProcessId: string;
}

export interface VariableDocumentValue extends Tenanted {
  readonly scopeKey: Key;
  readonly updateSemantics: 'PROPAGATE' | 'LOCAL';
  readonly variables: Variables;
}

export interface JobValue extends Tenanted {
  readonly type: string;
  readonly worker: string;
  /** Milliseconds since 1970; -1 while nobody works on it. */
  readonly deadline: number;
  readonly timeout: number;
  readonly retries: number;
  readonly retryBackoff: number;
  /** When a back-off is over; -1 without one. */
  readonly recurringTime: number;
  readonly errorMessage: string;
  readonly errorCode: string;
  readonly variables: Variables;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly jobKind: 'BPMN_ELEMENT' | 'EXECUTION_LISTENER';
  readonly bpmnProcessId: string;
  readonly processDefinitionVersion: number;
  readonly processDefinitionKey: Key;
  readonly processInstanceKey: Key;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
}

export interface JobBatchValue {
  readonly type: string;
  readonly worker: string;
  readonly timeout: number;
  readonly maxJobsToActivate: number;
  readonly jobKeys: readonly Key[];
  readonly jobs: readonly JobValue[];
  readonly tenantIds: readonly string[];
  readonly truncated: boolean;
  /** Only in the command: names to fetch, all when empty. */
  readonly fetchVariables?: readonly string[];
}

export type IncidentErrorType =
  | 'UNKNOWN' | 'IO_MAPPING_ERROR' | 'JOB_NO_RETRIES' | 'CONDITION_ERROR' | 'EXTRACT_VALUE_ERROR' | 'CALLED_ELEMENT_ERROR'
  | 'UNHANDLED_ERROR_EVENT' | 'MESSAGE_SIZE_EXCEEDED' | 'CALLED_DECISION_ERROR' | 'DECISION_EVALUATION_ERROR' | 'FORM_NOT_FOUND';

export interface IncidentValue extends Tenanted {
  readonly errorType: IncidentErrorType;
  readonly errorMessage: string;
  readonly bpmnProcessId: string;
  readonly processDefinitionKey: Key;
  readonly processInstanceKey: Key;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
  readonly jobKey: Key;
  readonly variableScopeKey: Key;
}

export interface TimerValue extends Tenanted {
  readonly elementInstanceKey: Key;
  readonly processInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly targetElementId: string;
  readonly dueDate: number;
  /** How often it still fires, this time included; -1 for ever. */
  readonly repetitions: number;
}

export interface MessageValue extends Tenanted {
  readonly name: string;
  readonly correlationKey: string;
  readonly messageId: string;
  /** Milliseconds. */
  readonly timeToLive: number;
  readonly deadline: number;
  readonly variables: Variables;
}

export interface MessageSubscriptionValue extends Tenanted {
  readonly processInstanceKey: Key;
  readonly elementInstanceKey: Key;
  readonly bpmnProcessId: string;
  readonly messageName: string;
  readonly correlationKey: string;
  readonly interrupting: boolean;
  readonly messageKey: Key;
  readonly variables: Variables;
}

export interface ProcessMessageSubscriptionValue extends MessageSubscriptionValue {
  readonly elementId: string;
}

export interface MessageStartEventSubscriptionValue extends Tenanted {
  readonly processDefinitionKey: Key;
  readonly bpmnProcessId: string;
  readonly startEventId: string;
  readonly messageName: string;
  readonly correlationKey: string;
  readonly messageKey: Key;
  readonly processInstanceKey: Key;
  readonly variables: Variables;
}

export interface UserTaskValue extends Tenanted {
  readonly userTaskKey: Key;
  readonly assignee: string;
  readonly candidateGroupsList: readonly string[];
  readonly candidateUsersList: readonly string[];
  readonly dueDate: string;
  readonly followUpDate: string;
  readonly formKey: Key;
  readonly externalFormReference: string;
  readonly customHeaders: Readonly<Record<string, string>>;
  readonly creationTimestamp: number;
  readonly changedAttributes: readonly string[];
  readonly action: string;
  readonly variables: Variables;
  readonly bpmnProcessId: string;
  readonly processDefinitionVersion: number;
  readonly processDefinitionKey: Key;
  readonly processInstanceKey: Key;
  readonly elementId: string;
  readonly elementInstanceKey: Key;
}

export interface EscalationValue extends Tenanted {
  readonly processInstanceKey: Key;
  readonly escalationCode: string;
  readonly throwElementId: string;
  /** Empty where nothing catches it. */
  readonly catchElementId: string;
}

/** What a completed activity did and may be undone; also of a completed scope that holds such (then without a handler). */
export interface CompensationSubscriptionValue extends Tenanted {
  readonly processInstanceKey: Key;
  readonly processDefinitionKey: Key;
  readonly compensableActivityId: string;
  readonly compensableActivityInstanceKey: Key;
  readonly compensableActivityScopeKey: Key;
  readonly compensationHandlerId: string;
  /** These three once it is undone; the handler's instance is -1 where there is no handler. */
  readonly compensationHandlerInstanceKey: Key;
  readonly throwEventId: string;
  readonly throwEventInstanceKey: Key;
  readonly variables: Variables;
}

export interface SignalValue extends Tenanted {
  readonly signalName: string;
  readonly variables: Variables;
}

export interface SignalSubscriptionValue extends Tenanted {
  readonly signalName: string;
  readonly processDefinitionKey: Key;
  readonly bpmnProcessId: string;
  readonly catchEventId: string;
  /** The waiting element instance; -1 for a start event of a process. */
  readonly catchEventInstanceKey: Key;
}

export interface ResourceDeletionValue extends Tenanted {
  readonly resourceKey: Key;
}

export interface ActivateInstruction {
  readonly elementId: string;
  /** -1: the engine finds the scope. */
  readonly ancestorScopeKey: Key;
  /** Only in the event: the instances of the scopes around the element. */
  readonly ancestorScopeKeys: readonly Key[];
  readonly variableInstructions: readonly {
    /** The scope or element that gets them; empty: the process instance. */
    readonly elementId: string;
    readonly variables: Variables;
  }[];
}

export interface ProcessInstanceModificationValue extends Tenanted {
  readonly processInstanceKey: Key;
  readonly activateInstructions: readonly ActivateInstruction[];
  readonly terminateInstructions: readonly { readonly elementInstanceKey: Key }[];
  readonly ancestorScopeKeys: readonly Key[];
}

export interface ProcessInstanceMigrationValue extends Tenanted {
  readonly processInstanceKey: Key;
  readonly targetProcessDefinitionKey: Key;
  readonly mappingInstructions: readonly { readonly sourceElementId: string; readonly targetElementId: string }[];
}

export interface ProcessInstanceBatchValue extends Tenanted {
  readonly processInstanceKey: Key;
  /** Whose children are activated or terminated. */
  readonly batchElementInstanceKey: Key;
  /** ACTIVATE: how many are still to be activated. TERMINATE: the child to go on after, '' for the first. */
  readonly index: number | Key;
}

export interface FormMetadata extends Tenanted {
  readonly formId: string;
  readonly version: number;
  readonly formKey: Key;
  readonly resourceName: string;
  /** Base64 of the resource's MD5. */
  readonly checksum: string;
  readonly duplicate: boolean;
}

export interface FormValue extends FormMetadata {
  /** Base64. */
  readonly resource: string;
}
