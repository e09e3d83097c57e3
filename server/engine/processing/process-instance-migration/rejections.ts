import type { ExecutableFlowNode, ExecutableProcess } from '../../model/types.ts';
import type { RejectionType } from '../../records/types.ts';
import type { ProcessInstanceMigrationValue } from '../../records/values.ts';
import type { ElementInstance } from '../../state/state.ts';
import type { ExecutableNode } from '../../state/process-models.ts';
import { peekTrigger } from '../bpmn/event-triggers.ts';
import { inZeebesOrder } from '../../model/zeebes-order.ts';
import type { Step } from '../step.ts';

/** What is active in the instance and may be anywhere else in the target. */
const MIGRATED_TYPES: readonly string[] = ['PROCESS', 'SERVICE_TASK', 'USER_TASK', 'SUB_PROCESS', 'CALL_ACTIVITY'];
/** Boundary events whose subscriptions 8.5 takes along. */
const MIGRATED_EVENTS: readonly string[] = ['MESSAGE'];

export interface MigrationProblem {
  readonly type: RejectionType;
  readonly reason: string;
}

/** What is wrong with the plan itself, whatever is active. */
export function planProblem(
  source: ExecutableProcess, target: ExecutableProcess, { processInstanceKey, mappingInstructions }: ProcessInstanceMigrationValue,
): MigrationProblem | undefined {
  const about = `Expected to migrate process instance '${processInstanceKey}' but`;
  const sources = mappingInstructions.map(({ sourceElementId }) => sourceElementId);
  const duplicates = new Set(sources.filter((id, index) => sources.indexOf(id) < index));
  if (duplicates.size > 0) {
    return { type: 'INVALID_ARGUMENT', reason: `${about} the mapping instructions contain duplicate source element ids '[${[...duplicates].join(', ')}]'.` };
  }
  for (const { sourceElementId, targetElementId } of mappingInstructions) {
    for (const [kind, process, id] of [['source', source, sourceElementId], ['target', target, targetElementId]] as const) {
      if (process.elementsById.has(id)) continue;
      return {
        type: 'INVALID_ARGUMENT',
        reason: `${about} mapping instructions contain a non-existing ${kind} element id '${id}'. `
          + `Elements provided in mapping instructions must exist in the ${kind} process definition.`,
      };
    }
  }
  if (source.eventSubprocesses.length > 0) return eventSubprocess('process instance has', 'Process instances');
  if (target.eventSubprocesses.length > 0) return eventSubprocess('target process has', 'Target processes');
  return undefined;
}

function eventSubprocess(who: string, them: string): MigrationProblem {
  return {
    type: 'INVALID_STATE',
    reason: `Expected to migrate process instance but ${who} an event subprocess. ${them} with event subprocesses cannot be migrated yet.`,
  };
}

/** Why an active element cannot become `target`; `targetScopeId` is what its flow scope becomes. */
export function elementProblem(
  { value }: ElementInstance, node: ExecutableNode, target: ExecutableFlowNode | undefined, targetScopeId: string | undefined,
): MigrationProblem | undefined {
  const reason = elementReason(value.elementId, node, target, targetScopeId);
  return reason === undefined ? undefined
    : { type: 'INVALID_STATE', reason: `Expected to migrate process instance '${value.processInstanceKey}' but ${reason}` };
}

/** Something is on its way in the element, or happened to it: Zeebe does not say what, it takes it for another command. */
export function concurrencyProblem(step: Step, { key, value, activeFlows }: ElementInstance): MigrationProblem | undefined {
  if (activeFlows <= 0 && peekTrigger(step, key) === undefined) return undefined;
  return {
    type: 'INVALID_STATE',
    reason: `Expected to migrate process instance '${value.processInstanceKey}' but a concurrent command was executed on the process instance. Please retry the migration.`,
  };
}

function elementReason(id: string, node: ExecutableNode, target: ExecutableFlowNode | undefined, targetScopeId: string | undefined): string | undefined {
  const { elementType } = node;
  if (!MIGRATED_TYPES.includes(elementType)) {
    return `active element with id '${id}' has an unsupported type. The migration of a ${elementType} is not supported.`;
  }
  if (target === undefined) {
    return `no mapping instruction defined for active element with id '${id}'. Elements cannot be migrated without a mapping.`;
  }
  if (target.elementType !== elementType) {
    return `active element with id '${id}' and type '${elementType}' is mapped to an element with id '${target.id}' and different type `
      + `'${target.elementType}'. Elements must be mapped to elements of the same type.`;
  }
  const [from, to] = [implementation(node), implementation(target)];
  if (elementType === 'USER_TASK' && from !== to) {
    return `active user task with id '${id}' and implementation '${from}' is mapped to an user task with id '${target.id}' and different `
      + `implementation '${to}'. Elements must be mapped to elements of the same implementation.`;
  }
  if (target.scope !== undefined && target.scope.id !== targetScopeId) {
    return `the flow scope of active element with id '${id}' is changed. The flow scope of the active element is expected to be '${targetScopeId}' `
      + `but was '${target.scope.id}'. The flow scope of an element cannot be changed during migration yet.`;
  }
  return boundaryProblem('active', 'Migrating active elements', node) ?? boundaryProblem('target', 'Migrating target elements', target);
}

function boundaryProblem(which: string, migrating: string, { id, boundaryEvents }: ExecutableFlowNode): string | undefined {
  const types = inZeebesOrder(boundaryEvents).map(({ eventType }) => eventType).filter((type) => !MIGRATED_EVENTS.includes(type));
  return types.length === 0 ? undefined
    : `${which} element with id '${id}' has one or more boundary events of types '${types.join(',')}'. `
      + `${migrating} with boundary events of these types is not possible yet.`;
}

function implementation({ job }: ExecutableFlowNode): string {
  return job === undefined ? 'zeebe user task' : 'job worker';
}
