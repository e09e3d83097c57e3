import { compensationSubscriptionRemoved } from './compensation-subscription/removed.ts';
import { compensationSubscriptionWritten } from './compensation-subscription/written.ts';
import { deploymentCreated } from './deployment/created.ts';
import { escalationNoted } from './escalation/noted.ts';
import { formCreated } from './form/created.ts';
import { formDeleted } from './form/deleted.ts';
import { incidentCreated } from './incident/created.ts';
import { incidentMigrated } from './incident/migrated.ts';
import { incidentResolved } from './incident/resolved.ts';
import { jobBatchActivated } from './job-batch/activated.ts';
import { jobCanceled } from './job/canceled.ts';
import { jobCompleted } from './job/completed.ts';
import { jobCreated } from './job/created.ts';
import { jobErrorThrown } from './job/error-thrown.ts';
import { jobFailed } from './job/failed.ts';
import { jobMigrated } from './job/migrated.ts';
import { jobRecurredAfterBackoff } from './job/recurred-after-backoff.ts';
import { jobRetriesUpdated } from './job/retries-updated.ts';
import { jobTimedOut } from './job/timed-out.ts';
import { jobTimeoutUpdated } from './job/timeout-updated.ts';
import { messageStartEventSubscriptionCorrelated } from './message-start-event-subscription/correlated.ts';
import { messageStartEventSubscriptionCreated } from './message-start-event-subscription/created.ts';
import { messageStartEventSubscriptionDeleted } from './message-start-event-subscription/deleted.ts';
import { messageSubscriptionCorrelated } from './message-subscription/correlated.ts';
import { messageSubscriptionCorrelating } from './message-subscription/correlating.ts';
import { messageSubscriptionCreated } from './message-subscription/created.ts';
import { messageSubscriptionDeleted } from './message-subscription/deleted.ts';
import { messageSubscriptionRejected } from './message-subscription/rejected.ts';
import { messageExpired } from './message/expired.ts';
import { messagePublished } from './message/published.ts';
import { processEventTriggered } from './process-event/triggered.ts';
import { processEventTriggering } from './process-event/triggering.ts';
import { processInstanceCreationCreated } from './process-instance-creation/created.ts';
import { elementActivated } from './process-instance/element-activated.ts';
import { elementActivating } from './process-instance/element-activating.ts';
import { elementCompleted } from './process-instance/element-completed.ts';
import { elementCompleting } from './process-instance/element-completing.ts';
import { elementMigrated } from './process-instance/element-migrated.ts';
import { elementTerminated } from './process-instance/element-terminated.ts';
import { elementTerminating } from './process-instance/element-terminating.ts';
import { sequenceFlowTaken } from './process-instance/sequence-flow-taken.ts';
import { processMessageSubscriptionCorrelated } from './process-message-subscription/correlated.ts';
import { processMessageSubscriptionCreated } from './process-message-subscription/created.ts';
import { processMessageSubscriptionCreating } from './process-message-subscription/creating.ts';
import { processMessageSubscriptionDeleted } from './process-message-subscription/deleted.ts';
import { processMessageSubscriptionDeleting } from './process-message-subscription/deleting.ts';
import { processInstanceMigrated } from './process-instance-migration/migrated.ts';
import { processInstanceModified } from './process-instance-modification/modified.ts';
import { processCreated } from './process/created.ts';
import { processDeleted } from './process/deleted.ts';
import { processDeleting } from './process/deleting.ts';
import { resourceDeletionNoted } from './resource-deletion/noted.ts';
import { signalBroadcasted } from './signal/broadcasted.ts';
import { signalSubscriptionCreated } from './signal-subscription/created.ts';
import { signalSubscriptionDeleted } from './signal-subscription/deleted.ts';
import { timerCanceled } from './timer/canceled.ts';
import { timerCreated } from './timer/created.ts';
import { timerTriggered } from './timer/triggered.ts';
import { userTaskAnnounced } from './user-task/announced.ts';
import { userTaskAssigned } from './user-task/assigned.ts';
import { userTaskCanceled } from './user-task/canceled.ts';
import { userTaskCompleted } from './user-task/completed.ts';
import { userTaskCreating } from './user-task/creating.ts';
import { userTaskMigrated } from './user-task/migrated.ts';
import { userTaskUpdated } from './user-task/updated.ts';
import { variableDocumentUpdated } from './variable-document/updated.ts';
import { variableCreated } from './variable/created.ts';
import { variableMigrated } from './variable/migrated.ts';
import { variableUpdated } from './variable/updated.ts';
import { decisionRequirementsCreated } from './decision-requirements/created.ts';
import { decisionRequirementsDeleted } from './decision-requirements/deleted.ts';
import { decisionDeleted } from './decision/deleted.ts';
import { decisionCreated } from './decision/created.ts';
import { decisionEvaluated } from './decision-evaluation/evaluated.ts';
import type { Appliers } from './applier.ts';

/** The applier of every event, by value type and intent. */
export const appliers: Appliers = {
  DEPLOYMENT: {
    CREATED: deploymentCreated,
  },
  PROCESS: {
    CREATED: processCreated,
    DELETED: processDeleted,
    DELETING: processDeleting,
  },
  PROCESS_INSTANCE: {
    ELEMENT_ACTIVATED: elementActivated,
    ELEMENT_ACTIVATING: elementActivating,
    ELEMENT_COMPLETED: elementCompleted,
    ELEMENT_COMPLETING: elementCompleting,
    ELEMENT_MIGRATED: elementMigrated,
    ELEMENT_TERMINATED: elementTerminated,
    ELEMENT_TERMINATING: elementTerminating,
    SEQUENCE_FLOW_TAKEN: sequenceFlowTaken,
  },
  PROCESS_INSTANCE_CREATION: {
    CREATED: processInstanceCreationCreated,
  },
  PROCESS_INSTANCE_RESULT: {},
  PROCESS_EVENT: {
    TRIGGERED: processEventTriggered,
    TRIGGERING: processEventTriggering,
  },
  VARIABLE: {
    CREATED: variableCreated,
    MIGRATED: variableMigrated,
    UPDATED: variableUpdated,
  },
  VARIABLE_DOCUMENT: {
    UPDATED: variableDocumentUpdated,
  },
  JOB: {
    CANCELED: jobCanceled,
    COMPLETED: jobCompleted,
    CREATED: jobCreated,
    ERROR_THROWN: jobErrorThrown,
    FAILED: jobFailed,
    MIGRATED: jobMigrated,
    RECURRED_AFTER_BACKOFF: jobRecurredAfterBackoff,
    RETRIES_UPDATED: jobRetriesUpdated,
    TIMED_OUT: jobTimedOut,
    TIMEOUT_UPDATED: jobTimeoutUpdated,
  },
  JOB_BATCH: {
    ACTIVATED: jobBatchActivated,
  },
  INCIDENT: {
    CREATED: incidentCreated,
    MIGRATED: incidentMigrated,
    RESOLVED: incidentResolved,
  },
  TIMER: {
    CANCELED: timerCanceled,
    CREATED: timerCreated,
    TRIGGERED: timerTriggered,
  },
  MESSAGE: {
    EXPIRED: messageExpired,
    PUBLISHED: messagePublished,
  },
  MESSAGE_BATCH: {},
  MESSAGE_SUBSCRIPTION: {
    CORRELATED: messageSubscriptionCorrelated,
    CORRELATING: messageSubscriptionCorrelating,
    CREATED: messageSubscriptionCreated,
    DELETED: messageSubscriptionDeleted,
    REJECTED: messageSubscriptionRejected,
  },
  PROCESS_MESSAGE_SUBSCRIPTION: {
    CORRELATED: processMessageSubscriptionCorrelated,
    CREATED: processMessageSubscriptionCreated,
    CREATING: processMessageSubscriptionCreating,
    DELETED: processMessageSubscriptionDeleted,
    DELETING: processMessageSubscriptionDeleting,
  },
  MESSAGE_START_EVENT_SUBSCRIPTION: {
    CORRELATED: messageStartEventSubscriptionCorrelated,
    CREATED: messageStartEventSubscriptionCreated,
    DELETED: messageStartEventSubscriptionDeleted,
  },
  USER_TASK: {
    ASSIGNED: userTaskAssigned,
    CANCELED: userTaskCanceled,
    COMPLETED: userTaskCompleted,
    CREATING: userTaskCreating,
    MIGRATED: userTaskMigrated,
    UPDATED: userTaskUpdated,
    CREATED: userTaskAnnounced,
    ASSIGNING: userTaskAnnounced,
    UPDATING: userTaskAnnounced,
    COMPLETING: userTaskAnnounced,
    CANCELING: userTaskAnnounced,
  },
  ESCALATION: {
    ESCALATED: escalationNoted,
    NOT_ESCALATED: escalationNoted,
  },
  COMPENSATION_SUBSCRIPTION: {
    CREATED: compensationSubscriptionWritten,
    TRIGGERED: compensationSubscriptionWritten,
    COMPLETED: compensationSubscriptionRemoved,
    DELETED: compensationSubscriptionRemoved,
  },
  SIGNAL: {
    BROADCASTED: signalBroadcasted,
  },
  SIGNAL_SUBSCRIPTION: {
    CREATED: signalSubscriptionCreated,
    DELETED: signalSubscriptionDeleted,
  },
  FORM: {
    CREATED: formCreated,
    DELETED: formDeleted,
  },
  RESOURCE_DELETION: {
    DELETED: resourceDeletionNoted,
    DELETING: resourceDeletionNoted,
  },
  PROCESS_INSTANCE_MODIFICATION: {
    MODIFIED: processInstanceModified,
  },
  PROCESS_INSTANCE_MIGRATION: {
    MIGRATED: processInstanceMigrated,
  },
  PROCESS_INSTANCE_BATCH: {},
  DECISION: {
    CREATED: decisionCreated,
    DELETED: decisionDeleted,
  },
  DECISION_REQUIREMENTS: {
    CREATED: decisionRequirementsCreated,
    DELETED: decisionRequirementsDeleted,
  },
  DECISION_EVALUATION: {
    EVALUATED: decisionEvaluated,
    FAILED: decisionEvaluated,
  },
};
