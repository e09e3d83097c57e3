import type { ExecutableFlowNode } from '../../model/types.ts';
import type { ProcessValue } from '../../records/values.ts';
import type { ElementInstance } from '../../state/state.ts';
import type { ElementContext } from '../bpmn/context.ts';
import type { AwaitedEvent } from '../bpmn/subscriptions.ts';
import type { Processor } from '../processor.ts';
import type { Step } from '../step.ts';
import { migrateElement } from './element.ts';
import { concurrencyProblem, elementProblem, planProblem } from './rejections.ts';
import type { MigrationProblem } from './rejections.ts';
import { eventsToAwait, migrateSubscriptions } from './subscriptions.ts';

/** Puts a running instance on another process definition, each active element on the one that the plan names. */
export const migrateProcessInstance: Processor<'PROCESS_INSTANCE_MIGRATION'> = (step, { key, value }) => {
  const root = step.state.element(key);
  if (root === undefined) {
    return step.reject('NOT_FOUND', `Expected to migrate process instance but no process instance found with key '${key}'`);
  }
  const target = step.state.processes.get('', value.targetProcessDefinitionKey);
  if (target === undefined) {
    return step.reject(
      'NOT_FOUND',
      `Expected to migrate process instance to process definition but no process definition found with key '${value.targetProcessDefinitionKey}'`,
    );
  }
  const { processDefinitionKey } = root.value;
  const sourceModel = step.state.models.process(processDefinitionKey);
  const about = { ...value, processInstanceKey: root.value.processInstanceKey };
  const plan = planProblem(sourceModel, step.state.models.process(target.processDefinitionKey), about);
  if (plan !== undefined) return step.reject(plan.type, plan.reason);
  const mapping = new Map([
    ...value.mappingInstructions.map(({ sourceElementId, targetElementId }) => [sourceElementId, targetElementId] as const),
    ...(root.value.bpmnElementType === 'PROCESS' ? [[sourceModel.id, target.bpmnProcessId] as const] : []),
  ]);
  const migrations: Migration[] = [];
  for (const instance of withChildren(step, root)) {
    const next = migration(step, instance, target, mapping);
    if ('reason' in next) return step.reject(next.type, next.reason);
    migrations.push(next);
  }
  for (const { instance, context, awaited } of migrations) {
    migrateElement(step, instance, context.value);
    migrateSubscriptions(step, context, awaited);
  }
  step.emitAndAnswer('PROCESS_INSTANCE_MIGRATION', 'MIGRATED', key, value);
};

/** The instance and all that is active in it, from the outside in; called instances stay as they are. */
function withChildren(step: Step, root: ElementInstance): ElementInstance[] {
  const found = [root];
  for (const instance of found) {
    for (const [child] of step.state.children.entries(instance.key)) found.push(step.state.element(child)!);
  }
  return found;
}

/** An element instance, what it becomes and what it waits for then. */
interface Migration {
  readonly instance: ElementInstance;
  readonly context: ElementContext;
  readonly awaited: readonly AwaitedEvent[];
}

function migration(
  step: Step, instance: ElementInstance, target: ProcessValue, mapping: ReadonlyMap<string, string>,
): Migration | MigrationProblem {
  const { key, value } = instance;
  const targetId = mapping.get(value.elementId);
  const node = targetId === undefined ? undefined : step.state.models.element(target.processDefinitionKey, targetId) as ExecutableFlowNode;
  const scopeId = step.state.element(value.flowScopeKey)?.value.elementId;
  const targetScopeId = scopeId === undefined ? undefined : mapping.get(scopeId) ?? scopeId;
  const problem = elementProblem(instance, step.state.models.node(value), node, targetScopeId) ?? concurrencyProblem(step, instance);
  if (problem !== undefined || node === undefined) return problem!;
  const { processDefinitionKey, bpmnProcessId, version } = target;
  const context = { key, value: { ...value, processDefinitionKey, bpmnProcessId, version, elementId: node.id }, node };
  const awaited = eventsToAwait(step, instance, context, mapping);
  return 'reason' in awaited ? awaited : { instance, context, awaited };
}
