import { broadcastSignal } from './broadcast-signal.ts';
import { cancelProcessInstance } from './cancel-process-instance.ts';
import { createProcessInstance, createProcessInstanceWithResult } from './create-process-instance.ts';
import { evaluateDecision } from './evaluate-decision.ts';
import { deleteResource } from './delete-resource.ts';
import { deployProcess, deployResource } from './deploy-resource.ts';
import { completeJob, failJob, throwError, updateJobRetries, updateJobTimeout } from './job-outcomes.ts';
import { migrateProcessInstance } from './migrate-process-instance.ts';
import { modifyProcessInstance } from './modify-process-instance.ts';
import { publishMessage } from './publish-message.ts';
import { resolveIncident } from './resolve-incident.ts';
import { setVariables } from './set-variables.ts';
import { topology } from './topology.ts';
import type { CallContext, OnHangUp } from './call.ts';

/** The unary RPCs that this gateway answers, by the name in the protocol; every other one is UNIMPLEMENTED. */
export const unaryCalls: Readonly<Record<string, (request: never, context: CallContext, onHangUp: OnHangUp) => Promise<object> | object>> = {
  Topology: topology,
  DeployResource: deployResource,
  DeployProcess: deployProcess,
  EvaluateDecision: evaluateDecision,
  CreateProcessInstance: createProcessInstance,
  CreateProcessInstanceWithResult: createProcessInstanceWithResult,
  CancelProcessInstance: cancelProcessInstance,
  ModifyProcessInstance: modifyProcessInstance,
  MigrateProcessInstance: migrateProcessInstance,
  DeleteResource: deleteResource,
  CompleteJob: completeJob,
  FailJob: failJob,
  ThrowError: throwError,
  UpdateJobRetries: updateJobRetries,
  UpdateJobTimeout: updateJobTimeout,
  PublishMessage: publishMessage,
  BroadcastSignal: broadcastSignal,
  SetVariables: setVariables,
  ResolveIncident: resolveIncident,
};
