import type { ExecutableNode } from '../../../state/process-models.ts';
import type { ElementBehavior } from './behavior.ts';
import { boundaryEvent } from './boundary-event.ts';
import { businessRuleTask } from './business-rule-task.ts';
import { callActivity } from './call-activity.ts';
import { catchEvent } from './catch-event.ts';
import { compensationEndEvent, compensationThrowEvent } from './compensation-throw-event.ts';
import { errorEndEvent, noneEndEvent, terminateEndEvent } from './end-event.ts';
import { escalationThrowEvent } from './escalation-throw-event.ts';
import { eventBasedGateway } from './event-based-gateway.ts';
import { exclusiveGateway } from './exclusive-gateway.ts';
import { inclusiveGateway } from './inclusive-gateway.ts';
import { jobTask, messageThrowEvent } from './job-task.ts';
import { linkCatchEvent, linkThrowEvent } from './link-event.ts';
import { multiInstanceBody } from './multi-instance-body.ts';
import { parallelGateway } from './parallel-gateway.ts';
import { noneThrowEvent } from './none-throw-event.ts';
import { plainTask } from './plain-task.ts';
import { process } from './process.ts';
import { scriptTask } from './script-task.ts';
import { signalThrowEvent } from './signal-throw-event.ts';
import { startEvent } from './start-event.ts';
import { subprocess } from './subprocess.ts';
import { userTask } from './user-task.ts';

/** The behaviour of an element; the parser lets only these types through. */
export function behaviorOf(node: ExecutableNode): ElementBehavior {
  switch (node.elementType) {
    case 'PROCESS': return process;
    case 'SUB_PROCESS':
    case 'EVENT_SUB_PROCESS': return subprocess;
    case 'MULTI_INSTANCE_BODY': return multiInstanceBody;
    case 'CALL_ACTIVITY': return callActivity;
    case 'START_EVENT': return startEvent;
    case 'BOUNDARY_EVENT': return boundaryEvent;
    case 'INTERMEDIATE_CATCH_EVENT': return node.eventType === 'LINK' ? linkCatchEvent : catchEvent;
    case 'RECEIVE_TASK': return catchEvent;
    case 'END_EVENT': return endEventOf(node);
    case 'USER_TASK': return node.job === undefined ? userTask : jobTask;
    case 'SCRIPT_TASK': return node.script === undefined ? jobTask : scriptTask;
    case 'BUSINESS_RULE_TASK': return node.calledDecision === undefined ? jobTask : businessRuleTask;
    case 'SERVICE_TASK':
    case 'SEND_TASK': return jobTask;
    case 'INTERMEDIATE_THROW_EVENT': return throwEventOf(node);
    case 'MANUAL_TASK':
    case 'TASK': return plainTask;
    case 'EXCLUSIVE_GATEWAY': return exclusiveGateway;
    case 'PARALLEL_GATEWAY': return parallelGateway;
    case 'INCLUSIVE_GATEWAY': return inclusiveGateway;
    case 'EVENT_BASED_GATEWAY': return eventBasedGateway;
  }
}

function throwEventOf(node: ExecutableNode): ElementBehavior {
  if (node.job !== undefined) return messageThrowEvent;
  switch (node.eventType) {
    case 'ESCALATION': return escalationThrowEvent;
    case 'SIGNAL': return signalThrowEvent;
    case 'LINK': return linkThrowEvent;
    case 'COMPENSATION': return compensationThrowEvent;
    default: return noneThrowEvent;
  }
}

function endEventOf(node: ExecutableNode): ElementBehavior {
  if (node.job !== undefined) return jobTask;
  switch (node.eventType) {
    case 'ERROR': return errorEndEvent;
    case 'ESCALATION': return escalationThrowEvent;
    case 'SIGNAL': return signalThrowEvent;
    case 'TERMINATE': return terminateEndEvent;
    case 'COMPENSATION': return compensationEndEvent;
    default: return noneEndEvent;
  }
}
