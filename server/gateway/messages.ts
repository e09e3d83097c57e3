/** The requests of the gateway protocol as the proto loader gives them: 64-bit integers are strings, bytes are buffers. */
export interface DeployResourceRequest {
  readonly resources: readonly { readonly name: string; readonly content: Buffer }[];
  readonly tenantId: string;
}

export interface DeployProcessRequest {
  readonly processes: readonly { readonly name: string; readonly definition: Buffer }[];
}

export interface EvaluateDecisionRequest {
  readonly decisionKey: string;
  readonly decisionId: string;
  readonly variables: string;
  readonly tenantId: string;
}

export interface CreateProcessInstanceRequest {
  readonly processDefinitionKey: string;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly variables: string;
  readonly startInstructions: readonly { readonly elementId: string }[];
  readonly tenantId: string;
}

export interface CreateProcessInstanceWithResultRequest {
  readonly request: CreateProcessInstanceRequest | null;
  readonly requestTimeout: string;
  readonly fetchVariables: readonly string[];
}

export interface StreamActivatedJobsRequest {
  readonly type: string;
  readonly worker: string;
  readonly timeout: string;
  readonly fetchVariable: readonly string[];
  readonly tenantIds: readonly string[];
}

export interface ActivateJobsRequest extends StreamActivatedJobsRequest {
  readonly maxJobsToActivate: number;
  readonly requestTimeout: string;
}

export interface CompleteJobRequest { readonly jobKey: string; readonly variables: string }
export interface FailJobRequest extends CompleteJobRequest { readonly retries: number; readonly errorMessage: string; readonly retryBackOff: string }
export interface ThrowErrorRequest extends CompleteJobRequest { readonly errorCode: string; readonly errorMessage: string }
export interface UpdateJobRetriesRequest { readonly jobKey: string; readonly retries: number }
export interface UpdateJobTimeoutRequest { readonly jobKey: string; readonly timeout: string }

export interface PublishMessageRequest {
  readonly name: string;
  readonly correlationKey: string;
  readonly timeToLive: string;
  readonly messageId: string;
  readonly variables: string;
  readonly tenantId: string;
}

export interface BroadcastSignalRequest { readonly signalName: string; readonly variables: string; readonly tenantId: string }

export interface SetVariablesRequest { readonly elementInstanceKey: string; readonly variables: string; readonly local: boolean }
export interface ResolveIncidentRequest { readonly incidentKey: string }
export interface DeleteResourceRequest { readonly resourceKey: string }

export interface ModifyProcessInstanceRequest {
  readonly processInstanceKey: string;
  readonly activateInstructions: readonly {
    readonly elementId: string;
    /** 0 or -1: none. */
    readonly ancestorElementInstanceKey: string;
    readonly variableInstructions: readonly { readonly variables: string; readonly scopeId: string }[];
  }[];
  readonly terminateInstructions: readonly { readonly elementInstanceKey: string }[];
}

export interface MigrateProcessInstanceRequest {
  readonly processInstanceKey: string;
  readonly migrationPlan: {
    readonly targetProcessDefinitionKey: string;
    readonly mappingInstructions: readonly { readonly sourceElementId: string; readonly targetElementId: string }[];
  } | null;
}

export interface CancelProcessInstanceRequest { readonly processInstanceKey: string }
