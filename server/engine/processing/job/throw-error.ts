import { NO_CATCH_EVENT_FOUND } from '../../records/job-errors.ts';
import { NO_KEY } from '../../records/types.ts';
import type { ElementInstance } from '../../state/state.ts';
import { findCatchingEvent } from '../bpmn/catching-events.ts';
import { uncaughtMessage } from '../bpmn/errors.ts';
import { triggerEvent } from '../bpmn/event-activation.ts';
import { canTrigger } from '../bpmn/scopes.ts';
import type { Processor } from '../processor.ts';
import { limited, raiseJobIncident } from './incident.ts';
import { workableJob } from './precondition.ts';

export const throwJobError: Processor<'JOB'> = (step, { key, value }) => {
  const job = workableJob(step, key, 'throw an error for');
  if (job === undefined) return;
  const { errorCode, variables } = value;
  const errorMessage = limited(value.errorMessage);
  const thrown = { ...job.value, errorCode, errorMessage, variables };
  const found = findCatchingEvent(step, job.value.elementInstanceKey, 'ERROR', errorCode);
  if ('available' in found) {
    const uncaught = { ...thrown, elementId: NO_CATCH_EVENT_FOUND };
    step.emitAndAnswer('JOB', 'ERROR_THROWN', key, uncaught);
    raiseJobIncident(step, key, uncaught, 'UNHANDLED_ERROR_EVENT', uncaughtMessage(errorCode, errorMessage, found.available));
    return;
  }
  if (!canTrigger(step, found.instance, found.event)) {
    return step.reject('INVALID_STATE', `Expected to find event scope that is accepting events, but was ${zeebesText(found.instance)}`);
  }
  step.emitAndAnswer('JOB', 'ERROR_THROWN', key, thrown);
  triggerEvent(step, found.instance, found.event, variables);
};

/** An element instance as Zeebe shows it in this rejection. */
function zeebesText({ key, state, value, ...instance }: ElementInstance): string {
  const { bpmnElementType, elementId, bpmnProcessId, version, processDefinitionKey, processInstanceKey, flowScopeKey, bpmnEventType } = value;
  const counts = bpmnElementType === 'MULTI_INSTANCE_BODY' ? instance : { childrenCreated: 0, childrenCompleted: 0, childrenTerminated: 0 };
  return JSON.stringify({
    parentKey: flowScopeKey, childCount: instance.childCount, childActivatedCount: counts.childrenCreated, childCompletedCount: counts.childrenCompleted,
    childTerminatedCount: counts.childrenTerminated, jobKey: instance.jobKey ?? '0', multiInstanceLoopCounter: instance.loopCounter ?? 0,
    interruptingElementId: instance.interruptedBy ?? '', calledChildInstanceKey: instance.calledInstanceKey ?? NO_KEY,
    elementRecord: {
      key, state: `ELEMENT_${state}`,
      processInstanceRecord: {
        bpmnElementType, elementId, bpmnProcessId, version, processDefinitionKey, processInstanceKey, flowScopeKey, bpmnEventType,
        parentProcessInstanceKey: value.parentProcessInstanceKey, parentElementInstanceKey: value.parentElementInstanceKey, tenantId: value.tenantId,
      },
    },
    activeSequenceFlows: instance.activeFlows, userTaskKey: instance.userTaskKey ?? NO_KEY, executionListenerIndex: instance.listenersDone ?? 0,
  }).replaceAll(/(Key":)"(-?\d+)"/gi, '$1$2');
}
