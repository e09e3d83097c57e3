import type { CommandIntents } from '../records/intents.ts';
import type { ValueType } from '../records/types.ts';
import { createDeployment } from './deployment/create.ts';
import type { ParseResource } from './deployment/create.ts';
import { evaluateDecision } from './decision-evaluation/evaluate.ts';
import { resolveIncident } from './incident/resolve.ts';
import { activateJobs } from './job-batch/activate.ts';
import { completeJob } from './job/complete.ts';
import { failJob } from './job/fail.ts';
import { recurJobAfterBackoff } from './job/recur-after-backoff.ts';
import { throwJobError } from './job/throw-error.ts';
import { timeOutJob } from './job/time-out.ts';
import { updateJobRetries } from './job/update-retries.ts';
import { updateJobTimeout } from './job/update-timeout.ts';
import { expireMessages } from './message-batch/expire.ts';
import { correlateMessageSubscription } from './message-subscription/correlate.ts';
import { createMessageSubscription } from './message-subscription/create.ts';
import { deleteMessageSubscription } from './message-subscription/delete.ts';
import { rejectMessageSubscription } from './message-subscription/reject.ts';
import { publishMessage } from './message/publish.ts';
import { activateBatch } from './process-instance-batch/activate.ts';
import { terminateBatch } from './process-instance-batch/terminate.ts';
import { createProcessInstance, createProcessInstanceWithResult } from './process-instance-creation/create.ts';
import { cancelProcessInstance } from './process-instance/cancel.ts';
import { activateElement, completeElement, completeExecutionListener, terminateElement } from './process-instance/flow-element.ts';
import { correlateProcessMessageSubscription } from './process-message-subscription/correlate.ts';
import { createProcessMessageSubscription } from './process-message-subscription/create.ts';
import { deleteProcessMessageSubscription } from './process-message-subscription/delete.ts';
import type { Processor } from './processor.ts';
import { migrateProcessInstance } from './process-instance-migration/migrate.ts';
import { modifyProcessInstance } from './process-instance-modification/modify.ts';
import { deleteResource } from './resource-deletion/delete.ts';
import { broadcastSignal } from './signal/broadcast.ts';
import { triggerTimer } from './timer/trigger.ts';
import { assignUserTask } from './user-task/assign.ts';
import { claimUserTask } from './user-task/claim.ts';
import { completeUserTask } from './user-task/complete.ts';
import { updateUserTask } from './user-task/update.ts';
import { updateVariableDocument } from './variable-document/update.ts';

export type Processors = { readonly [V in ValueType]: { readonly [I in CommandIntents[V]]: Processor<V> } };

/** The processor of every command, by value type and intent. */
export function createProcessors(parse: ParseResource): Processors {
  return {
    DEPLOYMENT: { CREATE: createDeployment(parse) },
    PROCESS: {},
    PROCESS_INSTANCE: {
      ACTIVATE_ELEMENT: activateElement,
      COMPLETE_ELEMENT: completeElement,
      TERMINATE_ELEMENT: terminateElement,
      COMPLETE_EXECUTION_LISTENER: completeExecutionListener,
      CANCEL: cancelProcessInstance,
    },
    PROCESS_INSTANCE_CREATION: { CREATE: createProcessInstance, CREATE_WITH_AWAITING_RESULT: createProcessInstanceWithResult },
    PROCESS_INSTANCE_RESULT: {},
    PROCESS_EVENT: {},
    VARIABLE: {},
    VARIABLE_DOCUMENT: { UPDATE: updateVariableDocument },
    JOB: {
      COMPLETE: completeJob,
      FAIL: failJob,
      THROW_ERROR: throwJobError,
      UPDATE_RETRIES: updateJobRetries,
      UPDATE_TIMEOUT: updateJobTimeout,
      TIME_OUT: timeOutJob,
      RECUR_AFTER_BACKOFF: recurJobAfterBackoff,
    },
    JOB_BATCH: { ACTIVATE: activateJobs },
    DECISION: {},
    DECISION_REQUIREMENTS: {},
    DECISION_EVALUATION: { EVALUATE: evaluateDecision },
    INCIDENT: { RESOLVE: resolveIncident },
    TIMER: { TRIGGER: triggerTimer },
    MESSAGE: { PUBLISH: publishMessage },
    MESSAGE_BATCH: { EXPIRE: expireMessages },
    MESSAGE_SUBSCRIPTION: {
      CREATE: createMessageSubscription,
      CORRELATE: correlateMessageSubscription,
      REJECT: rejectMessageSubscription,
      DELETE: deleteMessageSubscription,
    },
    PROCESS_MESSAGE_SUBSCRIPTION: {
      CREATE: createProcessMessageSubscription,
      CORRELATE: correlateProcessMessageSubscription,
      DELETE: deleteProcessMessageSubscription,
    },
    MESSAGE_START_EVENT_SUBSCRIPTION: {},
    USER_TASK: { COMPLETE: completeUserTask, ASSIGN: assignUserTask, CLAIM: claimUserTask, UPDATE: updateUserTask },
    ESCALATION: {},
    COMPENSATION_SUBSCRIPTION: {},
    SIGNAL: { BROADCAST: broadcastSignal },
    SIGNAL_SUBSCRIPTION: {},
    FORM: {},
    RESOURCE_DELETION: { DELETE: deleteResource },
    PROCESS_INSTANCE_MODIFICATION: { MODIFY: modifyProcessInstance },
    PROCESS_INSTANCE_MIGRATION: { MIGRATE: migrateProcessInstance },
    PROCESS_INSTANCE_BATCH: { ACTIVATE: activateBatch, TERMINATE: terminateBatch },
  };
}
